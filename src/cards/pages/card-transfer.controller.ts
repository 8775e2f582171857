import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { calendarDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { type Answer, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { clockTime } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { TransferCard } from '../life/transfer-card.js';
import { TransferForm } from './card-life.dto.js';
import { CardPages } from './card-pages.js';

/** A card goes to another holder: both at the counter. */
@Controller('cards')
export class CardTransferController {
  constructor(
    private readonly pages: CardPages,
    private readonly transfers: TransferCard,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  @Get(':id/transfer')
  @Allow('cards.transfer')
  form(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post(':id/transfer')
  @Allow('cards.transfer')
  transfer(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: TransferForm,
      act: ({ requestKey, nameSeen, charterSigned, privacy, ...typed }) =>
        this.transfers.ask(desk, requestKey, id, {
          ...typed,
          nameSeen: nameSeen === '1',
          charterSigned: charterSigned === '1',
          privacy: privacy === '1',
        }),
      done: ({ membershipId, roles }) =>
        seeOther(`/cards/of/${membershipId}`, {
          tone: 'info',
          key: 'cardlife.sent',
          params: { role: roles.map((role) => this.i18n.t(desk.locale, `staff.role.${role}`)).join(' / ') },
        }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  private page(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const now = this.clock.now();
    const values = { noticedOn: calendarDate(now), noticedTime: clockTime(now) };
    return this.pages.personAct(desk, id, 'transfer', { problem, values });
  }
}
