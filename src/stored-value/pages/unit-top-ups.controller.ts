import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { agentOf } from '../../cards/rules/adult-person.js';
import { UnitCardsQueries } from '../../cards/unit/unit-cards.queries.js';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { ID_DOCUMENT_TYPES } from '../../members/rules/id-document.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { isMoneyTender } from '../../venue/rules/tender-kinds.js';
import { readUnitList } from '../rules/unit-list.js';
import { UnitTopUps, type UnitWish } from '../unit-top-up.js';
import { TopUpPresenter } from './top-up.presenter.js';
import { UnitForm } from './value.dto.js';

/** 单位批量充值: a company's list. */
@Controller('unit-top-ups')
@Allow('storedValue.topUpUnit')
export class UnitTopUpsController {
  constructor(
    private readonly units: UnitTopUps,
    private readonly presenter: TopUpPresenter,
    private readonly submit: Submit,
    private readonly sales: UnitCardsQueries,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async form(@Desk() desk: DeskContext, @Query('sale') saleId?: string): Promise<Answer> {
    const values = typeof saleId === 'string' ? await this.soldTo(desk, saleId) : {};
    return this.show(desk, { values, errors: {}, codes: [] });
  }

  @Post()
  topUp(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: UnitForm,
      act: (form) => this.units.atDesk(desk, form.requestKey, wishOf(form)),
      done: ({ documentId, cards, principalFen }) =>
        seeOther(`/documents/${documentId}`, {
          tone: 'ok',
          key: 'value.unit.done',
          params: { n: cards, amount: money(principalFen) },
        }),
      again: (problem) => this.show(desk, problem),
    });
  }

  /** The cards the company bought on one list: the clerk types the amounts behind them. Throws `page.notFound`. */
  private async soldTo({ store }: DeskContext, saleId: string): Promise<Record<string, string>> {
    const { unitName, creditCode } = await this.sales.sale(this.reader, store.id, saleId);
    const cards = await this.sales.cards(this.reader, saleId);
    const open = cards.filter(({ cardState }) => cardState === 'ISSUED' || cardState === 'ACTIVE');
    return { unitName, creditCode, list: open.map(({ cardNo }) => `${cardNo} `).join('\n') };
  }

  private show({ locale }: DeskContext, { values, errors }: FormProblem): Answer {
    const blank = { agentDocumentType: 'RESIDENT_ID', tender: 'TRANSFER' };
    const types = ID_DOCUMENT_TYPES.filter((type) => type !== 'STUDENT_ID');
    const documents = types.map((value) => ({ value, label: this.i18n.t(locale, `members.document.${value}`) }));
    const form = { errors, action: '/unit-top-ups', requestKey: uuidv7(), values: { ...blank, ...values } };
    return page(
      'value/unit',
      { form, documents, tenders: this.presenter.tenders(locale) },
      { titleKey: 'value.unit.title' },
    );
  }
}

function wishOf(form: UnitForm): UnitWish {
  const { unitName, creditCode, payerAccount, list, tender, reference } = form;
  if (!isMoneyTender(tender)) throw new DomainError('storedValue.tender.none', {}, 'tender');
  const tail = cleanText(reference, { max: 40, field: 'reference' });
  const lines = readUnitList(list);
  return { unitName, creditCode, payerAccount, tender, lines, reference: tail, agent: agentOf(form) };
}
