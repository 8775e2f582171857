import { Body, Controller, Param, Post } from '@nestjs/common';
import { parseYuan } from '../kernel/money.js';
import { type Answer, seeOther } from '../platform/http/page-result.js';
import { Submit } from '../platform/http/submit.js';
import { money, points } from '../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { ImportPages } from './import-pages.js';
import { SignValuesForm, WithdrawForm } from './imports.dto.js';
import { SignValues } from './sign-values.js';
import { WithdrawOpening } from './withdraw-opening.js';

/** The end of a list of values: Finance signs it, or it is withdrawn, as unsigned points are. */
@Controller('imports')
export class ValuesImportController {
  constructor(
    private readonly pages: ImportPages,
    private readonly values: SignValues,
    private readonly withdrawals: WithdrawOpening,
    private readonly submit: Submit,
  ) {}

  @Post(':id/values-signature')
  @Allow('imports.signOpening')
  signValues(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: SignValuesForm,
      act: ({ requestKey, principal, bonus }) =>
        this.values.sign(desk, requestKey, {
          batchId: id,
          principalFen: sumOf(principal, 'principal'),
          bonusFen: sumOf(bonus, 'bonus'),
        }),
      done: ({ lots, totalFen, documentNo }) =>
        seeOther(`/imports/${id}`, {
          tone: 'ok',
          key: 'imports.values.done',
          params: { lots: points(lots), total: money(totalFen), documentNo },
        }),
      again: (problem) => this.pages.batch(desk, id, problem),
    });
  }

  @Post(':id/withdrawal')
  @Allow('imports.withdraw')
  withdraw(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: WithdrawForm,
      act: ({ requestKey, reason }) => this.withdrawals.withdraw(desk, requestKey, { batchId: id, reason }),
      done: () => seeOther(`/imports/${id}`, { tone: 'info', key: 'imports.withdrawal.flash' }),
      again: (problem) => this.pages.batch(desk, id, problem),
    });
  }
}

/** A whole venue's money: beyond what one guest may top up. */
function sumOf(typed: string, field: string): number {
  return parseYuan(typed, { field, maxFen: Number.MAX_SAFE_INTEGER });
}
