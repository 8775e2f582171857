import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Finders } from '../../desk/finders.js';
import { giftName } from '../../gifts/gifts.queries.js';
import { MAX_PIECES } from '../../gifts/rules/gift-draft.js';
import { parseCount } from '../../kernel/whole-number.js';
import { membersAmong } from '../../members/member-hits.js';
import { typedValues } from '../../platform/http/form-input.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { points } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { RedeemGift } from './redeem-gift.js';
import { RedeemPages } from './redeem-pages.js';
import { RedeemPresenter } from './redeem.presenter.js';
import { RedeemForm } from './redemption.dto.js';

/** F4: swipe, pick, how many, confirm (003E-006, 003E-007). */
@Controller('redeem')
@Allow('gifts.redeem')
export class RedeemController {
  constructor(
    private readonly finders: Finders,
    private readonly pages: RedeemPages,
    private readonly redeeming: RedeemGift,
    private readonly presenter: RedeemPresenter,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  start(): PageAnswer {
    return this.findPage({ q: '', hits: [], error: undefined });
  }

  /** What is typed about a guest is posted; one hit opens at once. */
  @Post()
  async find(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { q = '' } = typedValues(body);
    if (q.trim() === '') return seeOther('/redeem');
    const found = await this.finders.find(desk, q);
    const hits = membersAmong(found, (membershipId) => `/redeem/${membershipId}`);
    const [only, ...others] = hits;
    if (only && others.length === 0) return seeOther(only.href);
    const error = only ? undefined : this.i18n.t(desk.locale, 'redemption.find.none');
    return this.findPage({ q, error, hits: hits.map((hit) => this.presenter.hit(hit)) });
  }

  @Get(':membershipId')
  async pick(@Desk() desk: DeskContext, @Param('membershipId') membershipId: string): Promise<PageAnswer> {
    const model = this.presenter.pick(desk.locale, await this.pages.choices(desk, membershipId));
    return page('gifts/redeem-pick', model, { titleKey: 'redemption.title' });
  }

  @Get(':membershipId/:offerId')
  confirm(
    @Desk() desk: DeskContext,
    @Param('membershipId') membershipId: string,
    @Param('offerId') offerId: string,
  ): Promise<PageAnswer> {
    return this.confirmPage(desk, membershipId, offerId);
  }

  @Post(':membershipId/:offerId')
  redeem(
    @Desk() desk: DeskContext,
    @Param('membershipId') membershipId: string,
    @Param('offerId') offerId: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: RedeemForm,
      act: async ({ requestKey, quantity: typed, later }) => {
        const quantity = parseCount(typed, { min: 1, max: MAX_PIECES, field: 'quantity' });
        const done = await this.redeeming.atDesk(desk, requestKey, {
          membershipId,
          offerId,
          quantity,
          later: later === '1',
        });
        const { offer } = await this.pages.choice(desk, membershipId, offerId);
        return { ...done, quantity, later: later === '1', gift: giftName(offer, desk.locale) };
      },
      done: ({ redemptionId, documentNo, gift, quantity, later, points: price, balance }) =>
        seeOther(`/redemptions/${redemptionId}`, {
          tone: 'ok',
          key: later ? 'redemption.doneLater' : 'redemption.done',
          params: { documentNo, gift, n: quantity, points: points(price), balance: points(balance) },
        }),
      again: (problem) => this.confirmPage(desk, membershipId, offerId, problem),
    });
  }

  private findPage(model: object): PageAnswer {
    return page('gifts/redeem-find', model, { titleKey: 'redemption.title' });
  }

  private async confirmPage(
    desk: DeskContext,
    membershipId: string,
    offerId: string,
    problem?: FormProblem,
  ): Promise<PageAnswer> {
    const choice = await this.pages.choice(desk, membershipId, offerId);
    const form = { ...emptyForm(`/redeem/${membershipId}/${offerId}`, uuidv7(), { quantity: '1' }), ...problem };
    const model = this.presenter.confirm(desk.locale, choice, form);
    return page('gifts/redeem-confirm', model, { titleKey: 'redemption.confirm.title' });
  }
}
