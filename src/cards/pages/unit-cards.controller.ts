import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Answer, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { money } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { agentOf } from '../rules/adult-person.js';
import { SellUnitCards, type UnitSaleWish } from '../unit/sell-unit-cards.js';
import { UndoUnitCards } from '../unit/undo-unit-cards.js';
import { UnitCardPages } from './unit-card-pages.js';
import { UnitCardsForm, UnitUndoForm } from './unit-cards.dto.js';

/** 单位办卡: many cards on one list, and how far their holders have come. */
@Controller('unit-cards')
@Allow('cards.sellUnit')
export class UnitCardsController {
  constructor(
    private readonly pages: UnitCardPages,
    private readonly selling: SellUnitCards,
    private readonly undoing: UndoUnitCards,
    private readonly submit: Submit,
  ) {}

  @Get()
  list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.pages.list(desk);
  }

  @Get('new')
  form(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.pages.form(desk);
  }

  @Post('new')
  sell(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: UnitCardsForm,
      act: (form) => (form.shownFee === '' ? this.pages.check(desk, form) : this.sold(desk, form)),
      done: (answer) => answer,
      again: (problem) => this.pages.form(desk, problem),
    });
  }

  @Get(':id')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.pages.sale(desk, id);
  }

  @Post(':id/undo')
  @Allow('cards.undoUnit')
  undo(@Desk() desk: DeskContext, @Param('id') saleId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: UnitUndoForm,
      act: ({ requestKey, reason, cosignStaffNo: staffNo, cosignPassword: pin }) =>
        this.undoing.undo(desk, requestKey, { saleId, reason }, { staffNo, pin }),
      done: ({ documentId, number, cards, feeFen }) =>
        seeOther(`/unit-cards/${saleId}`, {
          tone: 'ok',
          key: 'unitcards.undo.done',
          params: { number, cards, fee: money(feeFen) },
          href: `/documents/${documentId}`,
          hrefKey: 'cardlife.print',
        }),
      again: (problem) => this.pages.sale(desk, saleId, problem),
    });
  }

  private async sold(desk: DeskContext, form: UnitCardsForm): Promise<Answer> {
    const done = await this.selling.sell(desk, form.requestKey, wishOf(form));
    const { saleId, documentId, number, cards, changeFen } = done;
    return seeOther(`/unit-cards/${saleId}`, {
      tone: 'ok',
      key: changeFen > 0 ? 'unitcards.doneChange' : 'unitcards.done',
      params: { number, cards, ...(changeFen > 0 ? { change: money(changeFen) } : {}) },
      href: `/documents/${documentId}`,
      hrefKey: 'cardlife.print',
    });
  }
}

function wishOf(form: UnitCardsForm): UnitSaleWish {
  const { unitName, creditCode, kindCode, list, tender, received, shownFee } = form;
  return {
    unitName,
    creditCode,
    kindCode,
    list,
    tender,
    received,
    agent: agentOf(form),
    duplicateChecked: form.duplicateChecked === '1',
    charterSigned: form.charterSigned === '1',
    shownFeeFen: Number(shownFee),
  };
}
