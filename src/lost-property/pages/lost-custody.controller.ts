import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { ChangeCustody } from '../change-custody.js';
import { LostDuties } from '../lost-duties.js';
import { LostQueries } from '../lost.queries.js';
import { tickedItems } from './lost-input.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

type Typed = Partial<Pick<FormModel, 'values' | 'errors'>>;

/** Lists that change hands: to the VIP centre, to General Affairs. */
@Controller('lost')
export class LostCustodyController {
  constructor(
    private readonly custody: ChangeCustody,
    private readonly duties: LostDuties,
    private readonly queries: LostQueries,
    private readonly words: LostWordsPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get('custody')
  @Allow('lost.takeIntoCustody')
  custodyPage(@Desk() desk: DeskContext): Promise<Answer> {
    return this.toCustody(desk);
  }

  @Post('custody')
  @Allow('lost.takeIntoCustody')
  take(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => (await this.custody.takeIntoCustody(desk, requestKey, tickedItems(body))).result,
      done: ({ moved, documentId }) => handedOver('/lost/custody', 'lost.custody.done', moved, documentId),
      again: (typed) => this.toCustody(desk, typed),
    });
  }

  @Get('office')
  @Allow('lost.view')
  officePage(@Desk() desk: DeskContext): Promise<Answer> {
    return this.toOffice(desk);
  }

  @Post('office')
  @Allow('lost.transfer')
  hand(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.custody.transfer(desk, requestKey, tickedItems(body), coSignOf(body))).result,
      done: ({ moved, documentId }) => handedOver('/lost/office', 'lost.office.done', moved, documentId),
      again: (typed) => this.toOffice(desk, typed),
    });
  }

  private async toCustody(desk: DeskContext, typed: Typed = {}): Promise<Answer> {
    const items = await this.queries.inStates(desk.store.id, ['REGISTERED', 'SAFE', 'AWAITING_SAFE']);
    const model = {
      menu: this.words.menu(desk, 'custody'),
      form: { ...emptyForm('/lost/custody', uuidv7()), ...typed },
      lines: items.filter(({ category }) => category !== 'DANGEROUS').map((item) => this.words.line(item, desk.locale)),
    };
    return page('lost/custody', model, { titleKey: 'lost.custody.title' });
  }

  private async toOffice(desk: DeskContext, typed: Typed = {}): Promise<Answer> {
    const { due, office } = await this.duties.of(this.reader, desk.store, desk.businessDate);
    const kept = await this.queries.inStates(desk.store.id, ['GENERAL_AFFAIRS', 'EVIDENCE'], 200);
    const ready = due.filter(({ standing }) => standing !== 'LAST_DAY');
    const model = {
      menu: this.words.menu(desk, 'office'),
      hours: this.words.say(desk.locale, 'office.hours', office),
      form: { ...emptyForm('/lost/office', uuidv7()), ...typed },
      lines: ready.map(({ item, standing }) => ({
        ...this.words.line(item, desk.locale),
        badge: {
          text: this.words.say(desk.locale, `standing.${standing}`),
          tone: standing === 'OVERDUE' ? 'bad' : 'warn',
        },
      })),
      columns: this.words.columns(desk.locale),
      rows: kept.map((item) => this.words.row(item, desk.locale)),
    };
    return page('lost/office', model, { titleKey: 'lost.office.title' });
  }
}

function handedOver(href: string, key: string, count: number, documentId: string): Answer {
  return seeOther(href, { tone: 'ok', key, params: { count }, href: `/documents/${documentId}`, hrefKey: 'ui.print' });
}
