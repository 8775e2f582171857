import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { parseCount } from '../../kernel/whole-number.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { points } from '../../platform/views/format.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { BirthdayGifts } from '../birthday-gifts.js';
import { GiftDraws } from '../gift-draws.js';
import type { RegisterDone } from '../gift-registers.js';
import { GiveGift } from '../give-gift.js';
import { BirthdayGiftsPresenter } from './birthday-gifts.presenter.js';
import { drawnGifts, movedPieces, tickedSlips } from './gift-input.js';
import { GiftStockPresenter } from './gift-stock.presenter.js';

type Register = 'draw' | 'standby' | 'return' | 'destroy' | 'writeOff';

/** Gifts between Finance, the manager's hand and the guest: drawn, back, destroyed, written off, signed for. */
@Controller('birthdays')
export class BirthdayGiftsController {
  constructor(
    private readonly draws: GiftDraws,
    private readonly gifts: BirthdayGifts,
    private readonly giving: GiveGift,
    private readonly presenter: BirthdayGiftsPresenter,
    private readonly stocks: GiftStockPresenter,
    private readonly submit: Submit,
  ) {}

  @Get('draw')
  @Allow('birthdays.drawGifts')
  drawPage(@Desk() desk: DeskContext): Promise<Answer> {
    return this.drawing(desk);
  }

  @Post('draw')
  @Allow('birthdays.drawGifts')
  draw(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const act = (key: string) => this.draws.draw(desk, key, drawnGifts(body), coSignOf(body));
    return this.register(desk, body, 'draw', act, (problem) => this.drawing(desk, { name: 'draw', problem }));
  }

  @Post('standby')
  @Allow('birthdays.drawGifts')
  standby(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { itemId, pieces, reason } = fieldsOf(body, ['itemId', 'pieces', 'reason']);
    const act = (key: string) => {
      const count = parseCount(pieces, { min: 1, max: 1000, field: 'pieces' });
      return this.draws.standby(desk, key, { itemId, reason, pieces: count }, coSignOf(body));
    };
    return this.register(desk, body, 'standby', act, (problem) => this.drawing(desk, { name: 'standby', problem }));
  }

  @Get('hand')
  @Allow('birthdays.viewStock')
  handPage(@Desk() desk: DeskContext): Promise<Answer> {
    return this.inHand(desk);
  }

  @Post('hand/return')
  @Allow('birthdays.returnGifts')
  giveBack(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const act = (key: string) => this.draws.giveBack(desk, key, movedPieces(body), coSignOf(body));
    return this.register(desk, body, 'return', act, (problem) => this.inHand(desk, problem));
  }

  @Post('hand/destruction')
  @Allow('birthdays.destroyGifts')
  destroy(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { reason } = fieldsOf(body, ['reason']);
    const act = (key: string) => this.draws.destroy(desk, key, movedPieces(body), reason, coSignOf(body));
    return this.register(desk, body, 'destroy', act, (problem) => this.inHand(desk, problem));
  }

  @Post('hand/write-off')
  @Allow('birthdays.writeOffGifts')
  writeOff(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { kind, reason } = fieldsOf(body, ['kind', 'reason']);
    const act = (key: string) => {
      if (kind !== 'DAMAGE' && kind !== 'LOSE') throw new DomainError('birthdays.hand.act', {}, 'kind');
      return this.draws.writeOff(desk, key, { kind, reason, lines: movedPieces(body) }, coSignOf(body));
    };
    return this.register(desk, body, 'writeOff', act, (problem) => this.inHand(desk, problem));
  }

  @Get('stock')
  @Allow('birthdays.viewStock')
  stockPage(@Desk() desk: DeskContext): Promise<Answer> {
    return this.stock(desk);
  }

  @Post('stock/:itemId')
  @Allow('birthdays.manageGifts')
  terms(@Desk() desk: DeskContext, @Param('itemId') itemId: string, @Body() body: unknown): Promise<Answer> {
    const { cost, market, minimum, perishable, offered } = fieldsOf(body, [
      'cost',
      'market',
      'minimum',
      'perishable',
      'offered',
    ]);
    const terms = { cost, market, minimum, perishable: perishable === '1', offered: offered === '1' };
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.gifts.setTerms(desk, requestKey, itemId, terms),
      done: () => seeOther('/birthdays/stock', { tone: 'ok', key: 'birthdays.stock.saved' }),
      again: (problem) => this.stock(desk, { itemId, problem }),
    });
  }

  @Get('slips')
  @Allow('birthdays.signSlip')
  slipsPage(@Desk() desk: DeskContext): Promise<Answer> {
    return this.slips(desk);
  }

  @Post('slips')
  @Allow('birthdays.signSlip')
  settle(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { outcome } = fieldsOf(body, ['outcome']);
    const ids = tickedSlips(body);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.giving.settle(desk, requestKey, ids, outcome),
      done: (n) => seeOther('/birthdays/slips', { tone: 'ok', key: 'birthdays.slips.done', params: { n: points(n) } }),
      again: (problem) => this.slips(desk, problem),
    });
  }

  /** Who draws as a stand-in does not read the register with the names in full, and stays on the page of drawing. */
  private register(
    desk: DeskContext,
    body: unknown,
    name: Register,
    act: (key: string) => Promise<RegisterDone>,
    again: (problem: FormProblem) => Promise<Answer>,
  ): Promise<Answer> {
    const keys = {
      draw: 'draw.done',
      standby: 'draw.done',
      return: 'hand.returnDone',
      destroy: 'hand.destroyDone',
      writeOff: 'hand.writeOffDone',
    };
    return this.submit.run({
      body,
      again,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => act(requestKey),
      done: ({ documentId, number, pieces }) =>
        seeOther(
          mayDo(desk.person.roles, 'birthdays.printRegister')
            ? `/birthdays/registers/${documentId}`
            : '/birthdays/draw',
          {
            tone: 'ok',
            key: `birthdays.${keys[name]}`,
            params: { number, n: points(pieces) },
            href: `/documents/${documentId}`,
            hrefKey: 'ui.print',
          },
        ),
    });
  }

  private async drawing(
    desk: DeskContext,
    wrong?: { name: 'draw' | 'standby'; problem: FormProblem },
  ): Promise<Answer> {
    return page('birthdays/draw', await this.presenter.draw(desk, wrong), { titleKey: 'birthdays.draw.title' });
  }

  private async inHand(desk: DeskContext, problem?: FormProblem): Promise<Answer> {
    return page('birthdays/hand', await this.presenter.hand(desk, problem), { titleKey: 'birthdays.hand.title' });
  }

  private async stock(desk: DeskContext, wrong?: { itemId: string; problem: FormProblem }): Promise<Answer> {
    return page('birthdays/stock', await this.stocks.show(desk, wrong), { titleKey: 'birthdays.stock.title' });
  }

  private async slips(desk: DeskContext, problem?: FormProblem): Promise<Answer> {
    return page('birthdays/slips', await this.presenter.slips(desk, problem), { titleKey: 'birthdays.slips.title' });
  }
}
