import { Body, Controller, Post } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { CashDrawer } from '../cash-drawer.service.js';
import type { DrawerActDone } from '../drawer-acts.js';
import { shiftOfClerk } from '../shift-rows.js';
import { type DrawerForm, DrawerPages } from './drawer-pages.js';
import { CounterfeitForm, DropForm, FloatForm, RoundingForm, witnessOf } from './shifts.dto.js';

/** What is done with the drawer of one's own open shift. */
@Controller('drawer')
export class DrawerController {
  constructor(
    private readonly cash: CashDrawer,
    private readonly pages: DrawerPages,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Post('float')
  @Allow('shifts.drawFloat')
  float(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.act(desk, body, 'float', FloatForm, (form) => {
      const askedFen = amountOf(form.amount);
      const countedFen = form.counted.trim() === '' ? askedFen : parseYuan(form.counted, { field: 'counted' });
      return this.cash.drawFloat(desk, form.requestKey, { askedFen, countedFen }, witnessOf(form));
    });
  }

  @Post('float-return')
  @Allow('shifts.returnFloat')
  floatReturn(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.act(desk, body, 'float-return', FloatForm, (form) =>
      this.cash.returnFloat(desk, form.requestKey, amountOf(form.amount), witnessOf(form)),
    );
  }

  @Post('drop')
  @Allow('shifts.dropCash')
  drop(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.act(desk, body, 'drop', DropForm, (form) => {
      const { requestKey, number } = form;
      return this.cash.dropCash(desk, requestKey, { amountFen: amountOf(form.amount), number }, witnessOf(form));
    });
  }

  @Post('rounding')
  @Allow('shifts.roundDown')
  rounding(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.act(desk, body, 'rounding', RoundingForm, ({ requestKey, amount, reference }) =>
      this.cash.roundDown(desk, requestKey, { amountFen: amountOf(amount), reference }),
    );
  }

  @Post('counterfeit')
  @Allow('shifts.counterfeit')
  counterfeit(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.act(desk, body, 'counterfeit', CounterfeitForm, (form) => {
      const { requestKey, reason, reference } = form;
      return this.cash.counterfeit(
        desk,
        requestKey,
        { amountFen: amountOf(form.amount), reason, reference },
        witnessOf(form),
      );
    });
  }

  private act<Dto extends object>(
    desk: DeskContext,
    body: unknown,
    form: DrawerForm,
    dto: ClassConstructor<Dto>,
    act: (form: Dto) => Promise<DrawerActDone>,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto,
      act,
      done: ({ number, documentId }) =>
        seeOther('/shifts', {
          tone: 'ok',
          key: 'shifts.act.done',
          params: { number },
          href: `/documents/${documentId}`,
          hrefKey: 'shifts.act.paper',
        }),
      again: async (problem) => {
        const shift = await shiftOfClerk(this.reader, desk.person.id);
        if (shift?.state !== 'OPEN') throw new DomainError('shifts.notOpen');
        return this.pages.page(desk, shift, { form, problem });
      },
    });
  }
}

function amountOf(text: string): number {
  return parseYuan(text, { field: 'amount' });
}
