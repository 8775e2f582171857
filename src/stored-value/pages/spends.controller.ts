import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../cards/card-lookup.js';
import { calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { MemberStrips } from '../../members/member-strip.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import { SlipUses } from '../../slips/slip-uses.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { Lots } from '../lots.js';
import { partsOfSpend, type PostedPart, spendOfStore, spendsOfDay } from '../spend-rows.js';
import { SpendingSecrets } from '../spending-secrets.js';
import { type TypedSpend, ValueDesk } from '../value-desk.js';
import { SpendPresenter } from './spend.presenter.js';
import { ReasonForm, SpendForm } from './value.dto.js';

const SHOWN = 200;
const none: FormProblem = { values: {}, errors: {}, codes: [] };

/** 储值消费: the card pays a slip, and the payment is taken back. */
@Controller('spends')
export class SpendsController {
  constructor(
    private readonly desks: ValueDesk,
    private readonly cards: CardLookup,
    private readonly lots: Lots,
    private readonly secrets: SpendingSecrets,
    private readonly strips: MemberStrips,
    private readonly presenter: SpendPresenter,
    private readonly uses: SlipUses,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  @Allow('storedValue.view')
  async list(@Desk() desk: DeskContext): Promise<Answer> {
    const today = desk.businessDate ?? calendarDate(this.clock.now());
    const spends = await spendsOfDay(this.reader, desk.store.id, today, SHOWN);
    return page('value/spends', this.presenter.list(desk.locale, spends), { titleKey: 'value.spend.today' });
  }

  @Get('new/:membershipId')
  @Allow('storedValue.spend')
  form(@Desk() desk: DeskContext, @Param('membershipId') membershipId: string): Promise<Answer> {
    return this.show(desk, membershipId, none);
  }

  @Post('new/:membershipId')
  @Allow('storedValue.spend')
  spend(
    @Desk() desk: DeskContext,
    @Param('membershipId') membershipId: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: SpendForm,
      act: (form) => this.desks.spend(desk, form.requestKey, typedSpend(membershipId, form)),
      done: ({ spendId, amountFen, balanceFen }) =>
        seeOther(`/spends/${spendId}`, {
          tone: 'ok',
          key: 'value.spend.done',
          params: { amount: money(amountFen), balance: money(balanceFen) },
        }),
      again: (problem) => this.show(desk, membershipId, problem),
    });
  }

  @Get(':spendId')
  @Allow('storedValue.view')
  one(@Desk() desk: DeskContext, @Param('spendId') spendId: string): Promise<Answer> {
    return this.showOne(desk, spendId, none);
  }

  @Post(':spendId/undo')
  @Allow('storedValue.returnSpend')
  undo(@Desk() desk: DeskContext, @Param('spendId') spendId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReasonForm,
      act: ({ requestKey, reason }) => this.desks.undo(desk, requestKey, { spendId, reason }),
      done: (outcome) => {
        if ('sentTo' in outcome) {
          const role = outcome.sentTo.map((name) => this.i18n.t(desk.locale, `staff.role.${name}`)).join(' / ');
          return seeOther('/', { tone: 'info', key: 'value.spend.sent', params: { role } });
        }
        const { amountFen, balanceFen } = outcome.done;
        const params = { amount: money(amountFen), balance: money(balanceFen) };
        return seeOther(`/spends/${spendId}`, { tone: 'ok', key: 'value.spend.undoDone', params });
      },
      again: (problem) => this.showOne(desk, spendId, problem),
    });
  }

  private async show(desk: DeskContext, membershipId: string, { values, errors }: FormProblem): Promise<Answer> {
    const holder = await this.cards.byMembership(this.reader, membershipId);
    if (!holder || holder.closedAt !== null) throw new DomainError('page.notFound');
    const { principalFen, bonusFen } = await this.lots.balance(this.reader, membershipId);
    const say = (key: string) => this.i18n.t(desk.locale, `value.${key}`);
    const model = {
      member: await this.strips.strip(this.reader, holder, desk.locale),
      form: {
        errors,
        action: `/spends/new/${membershipId}`,
        requestKey: uuidv7(),
        values: { ...blank, ...values, secret: '' },
      },
      back: `/top-ups/${membershipId}`,
      hasSecret: await this.secrets.isSet(this.reader, membershipId),
      rows: [
        { label: say('principal'), value: money(principalFen) },
        { label: say('bonus'), value: money(bonusFen) },
      ],
      result: { label: say('balance'), value: money(principalFen + bonusFen) },
    };
    return page('value/spend', model, { titleKey: 'value.spend.title' });
  }

  private async showOne(desk: DeskContext, spendId: string, problem: FormProblem): Promise<Answer> {
    const spend = await spendOfStore(this.reader, desk.store.id, spendId);
    if (!spend) throw new DomainError('page.notFound');
    const parts = await partsOfSpend(this.reader, spendId);
    const numbers = await this.numbersOf(parts);
    const standing = parts.map((part) => ({ ...part, documentNo: numbers.get(part.lotId) ?? '' }));
    const { values, errors } = problem;
    const model = {
      title: this.i18n.t(desk.locale, 'value.spend.show', { no: spend.documentNo }),
      facts: this.presenter.facts(desk.locale, spend),
      parts: this.presenter.parts(standing),
      printHref: `/documents/${spend.documentId}`,
      others: await this.uses.others(desk.locale, desk.store.id, { kind: 'value', id: spend.slipNo }),
      canUndo: spend.returnedFen < spend.amountFen,
      isOwn: this.desks.isOwn(desk, spend),
      form: { values, errors, action: `/spends/${spendId}/undo`, requestKey: uuidv7() },
    };
    return page('value/spend-show', model, { titleKey: 'value.spend.title' });
  }

  private async numbersOf(parts: readonly PostedPart[]): Promise<Map<string, string>> {
    const numbers = new Map<string, string>();
    for (const { lotId } of parts) {
      const row = await this.reader.one<{ number: string }>(
        'SELECT d.number FROM top_up_lot l JOIN document d ON d.id = l.document_id WHERE l.id = ?',
        [lotId],
      );
      numbers.set(lotId, row?.number ?? '');
    }
    return numbers;
  }
}

const blank = { card: '', slipNo: '', roomNo: '', amount: '', list: '', holderSeen: '' };

function typedSpend(membershipId: string, form: SpendForm): TypedSpend {
  const amountFen = parseYuan(form.amount, { field: 'amount', minFen: 1 });
  return {
    membershipId,
    amountFen,
    cardNo: form.card,
    slipNo: form.slipNo,
    roomNo: form.roomNo.trim(),
    listFen: form.list.trim() === '' ? amountFen : parseYuan(form.list, { field: 'list' }),
    isSwiped: form.cardVia === 'swiped',
    secret: form.secret,
    holderSeen: form.holderSeen === '1',
  };
}
