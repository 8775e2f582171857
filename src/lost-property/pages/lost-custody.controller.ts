import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { leafOf, skipOf } from '../../platform/views/leaf.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { ChangeCustody } from '../change-custody.js';
import { LostDuties } from '../lost-duties.js';
import { LostQueries } from '../lost.queries.js';
import { tickedItems } from './lost-input.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

type Typed = Partial<Pick<FormModel, 'values' | 'errors'>>;
/** Two lists stand on one page: what is due, and what General Affairs has. */
type Turned = Readonly<Partial<Record<'skip' | 'from', string>>>;

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
  custodyPage(@Desk() desk: DeskContext, @Query('skip') skip?: string): Promise<Answer> {
    return this.toCustody(desk, skipOf(skip));
  }

  @Post('custody')
  @Allow('lost.takeIntoCustody')
  take(@Desk() desk: DeskContext, @Body() body: unknown, @Query('skip') skip?: string): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => (await this.custody.takeIntoCustody(desk, requestKey, tickedItems(body))).result,
      done: ({ moved, documentId }) => handedOver('/lost/custody', 'lost.custody.done', moved, documentId),
      again: (typed) => this.toCustody(desk, skipOf(skip), typed),
    });
  }

  @Get('office')
  @Allow('lost.view')
  officePage(@Desk() desk: DeskContext, @Query() turned: Turned): Promise<Answer> {
    return this.toOffice(desk, turned);
  }

  @Post('office')
  @Allow('lost.transfer')
  hand(@Desk() desk: DeskContext, @Body() body: unknown, @Query() turned: Turned): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.custody.transfer(desk, requestKey, tickedItems(body), coSignOf(body))).result,
      done: ({ moved, documentId }) => handedOver('/lost/office', 'lost.office.done', moved, documentId),
      again: (typed) => this.toOffice(desk, turned, typed),
    });
  }

  private async toCustody(desk: DeskContext, skip: number, typed: Typed = {}): Promise<Answer> {
    const hrefOf = (at: number) => (at === 0 ? '/lost/custody' : `/lost/custody?skip=${at}`);
    const { rows, leaf } = leafOf(await this.queries.beforeCustody(desk.store.id, skip), skip, hrefOf);
    const model = {
      leaf,
      menu: this.words.menu(desk, 'custody'),
      form: { ...emptyForm(hrefOf(skip), uuidv7()), ...typed },
      lines: rows.map((item) => this.words.line(item, desk.locale)),
    };
    return page('lost/custody', model, { titleKey: 'lost.custody.title' });
  }

  private async toOffice(desk: DeskContext, turned: Turned, typed: Typed = {}): Promise<Answer> {
    const { locale, store } = desk;
    const [skip, from] = [skipOf(turned.skip), skipOf(turned.from)];
    const { due, office } = await this.duties.of(this.reader, store, desk.businessDate);
    const ready = due.filter(({ standing }) => standing !== 'LAST_DAY');
    const hand = leafOf(ready.slice(skip), skip, (at) => `/lost/office?skip=${at}&from=${from}`);
    const evidence = await this.queries.inStates(store.id, ['EVIDENCE']);
    const kept = leafOf(
      await this.queries.inStates(store.id, ['GENERAL_AFFAIRS'], from),
      from,
      (at) => `/lost/office?skip=${skip}&from=${at}`,
    );
    const model = {
      menu: this.words.menu(desk, 'office'),
      hours: this.words.say(locale, 'office.hours', office),
      intro: this.words.say(locale, 'office.intro', { count: office.days }),
      form: { ...emptyForm(`/lost/office?skip=${skip}&from=${from}`, uuidv7()), ...typed },
      lines: hand.rows.map(({ item, standing }) => ({
        ...this.words.line(item, locale),
        badge: {
          text: this.words.say(locale, `standing.${standing}`),
          tone: standing === 'OVERDUE' ? 'bad' : 'warn',
        },
      })),
      leaf: hand.leaf,
      columns: this.words.columns(locale),
      rows: kept.rows.map((item) => this.words.row(item, locale)),
      kept: kept.leaf,
      evidence: evidence.map((item) => this.words.row(item, locale)),
    };
    return page('lost/office', model, { titleKey: 'lost.office.title' });
  }
}

function handedOver(href: string, key: string, count: number, documentId: string): Answer {
  return seeOther(href, { tone: 'ok', key, params: { count }, href: `/documents/${documentId}`, hrefKey: 'ui.print' });
}
