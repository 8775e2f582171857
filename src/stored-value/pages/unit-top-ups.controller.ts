import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
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
  ) {}

  @Get()
  form(@Desk() desk: DeskContext): Answer {
    return this.show(desk, { values: {}, errors: {}, codes: [] });
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

  private show({ locale }: DeskContext, { values, errors }: FormProblem): Answer {
    const blank = { unitName: '', creditCode: '', payerAccount: '', list: '', tender: 'TRANSFER', reference: '' };
    const form = { errors, action: '/unit-top-ups', requestKey: uuidv7(), values: { ...blank, ...values } };
    return page('value/unit', { form, tenders: this.presenter.tenders(locale) }, { titleKey: 'value.unit.title' });
  }
}

function wishOf({ unitName, creditCode, payerAccount, list, tender, reference }: UnitForm): UnitWish {
  if (!isMoneyTender(tender)) throw new DomainError('storedValue.tender.none', {}, 'tender');
  const tail = cleanText(reference, { max: 40, field: 'reference' });
  return { unitName, creditCode, payerAccount, tender, reference: tail, lines: readUnitList(list) };
}
