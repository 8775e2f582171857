import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { ChangeCustody } from '../change-custody.js';
import { LostDuties } from '../lost-duties.js';
import type { ItemRow } from '../lost-items.js';
import { LostQueries } from '../lost.queries.js';
import { SafeCounts } from '../safe-counts.js';
import { tickedItems } from './lost-input.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

type Typed = Partial<Pick<FormModel, 'values' | 'errors'>>;

/** Lists that change hands or are counted: to the VIP centre, to General Affairs, in the safe. */
@Controller('lost')
export class LostCustodyController {
  constructor(
    private readonly custody: ChangeCustody,
    private readonly counts: SafeCounts,
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

  @Get('safe')
  @Allow('lost.view')
  safePage(@Desk() desk: DeskContext): Promise<Answer> {
    return this.inSafe(desk);
  }

  @Post('safe')
  @Allow('lost.countSafe')
  count(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.counts.count(desk, requestKey, tickedItems(body), fieldsOf(body, ['note']).note)).result,
      done: ({ missing }) =>
        missing === 0
          ? seeOther('/lost/safe', { tone: 'ok', key: 'lost.safe.countDone' })
          : seeOther('/lost/safe', { tone: 'bad', key: 'lost.safe.countMissing', params: { count: missing } }),
      again: (typed) => this.inSafe(desk, typed),
    });
  }

  private async toCustody(desk: DeskContext, typed: Typed = {}): Promise<Answer> {
    const items = await this.queries.inStates(desk.store.id, ['REGISTERED', 'SAFE', 'AWAITING_SAFE']);
    const model = {
      menu: this.words.menu(desk, 'custody'),
      form: { ...emptyForm('/lost/custody', uuidv7()), ...typed },
      lines: items.filter(({ category }) => category !== 'DANGEROUS').map((item) => this.line(desk, item)),
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
        ...this.line(desk, item),
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

  private async inSafe(desk: DeskContext, typed: Typed = {}): Promise<Answer> {
    const { locale } = desk;
    const inside = await this.counts.inSafe(this.reader, desk.store.id);
    const { awaitingSafe } = await this.duties.of(this.reader, desk.store, desk.businessDate);
    const last = await this.counts.last(this.reader, desk.store.id);
    const model = {
      menu: this.words.menu(desk, 'safe'),
      form: { ...emptyForm('/lost/safe', uuidv7()), ...typed },
      lines: inside.map((item) => ({
        ...this.line(desk, item),
        text: `${item.slot ?? ''} · ${item.bagNo ?? ''} · ${this.words.thing(item)}`,
      })),
      waiting: awaitingSafe.map((item) => ({
        href: `/lost/${item.id}/safe`,
        text: this.words.thing(item),
        badge: undefined,
        aside: item.number,
      })),
      last: last
        ? this.words.say(locale, 'safe.last', {
            time: dateTime(last.at),
            name: last.byName,
            expected: last.expected,
            counted: last.counted,
          })
        : this.words.say(locale, 'safe.never'),
    };
    return page('lost/safe', model, { titleKey: 'lost.safe.title' });
  }

  private line({ locale }: DeskContext, item: ItemRow) {
    const badges = this.words.badges(item, locale);
    return {
      name: `item-${item.id}`,
      href: `/lost/${item.id}`,
      number: item.number,
      text: `${this.words.thing(item)} · ${item.place}`,
      note: dateTime(item.foundAt),
      badge: badges.at(-1),
    };
  }
}

function handedOver(href: string, key: string, count: number, documentId: string): Answer {
  return seeOther(href, { tone: 'ok', key, params: { count }, href: `/documents/${documentId}`, hrefKey: 'ui.print' });
}
