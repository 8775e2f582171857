import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { StaffQueries } from '../../staff/staff.queries.js';
import { LostDuties } from '../lost-duties.js';
import { SafeCounts } from '../safe-counts.js';
import { TakeKeys } from '../take-keys.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

export type TypedSafe = Pick<FormModel, 'values' | 'errors'> & { readonly of: 'count' | 'keys' };

/** The safe on screen and on paper. */
@Injectable()
export class SafePresenter {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly counts: SafeCounts,
    private readonly keys: TakeKeys,
    private readonly duties: LostDuties,
    private readonly staff: StaffQueries,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async show(desk: DeskContext, typed?: TypedSafe): Promise<object> {
    const { locale } = desk;
    const inside = await this.counts.inSafe(this.reader, desk.store.id);
    const { awaitingSafe } = await this.duties.of(this.reader, desk.store, desk.businessDate);
    const form = (of: TypedSafe['of'], action: string) => ({
      ...emptyForm(action, uuidv7()),
      ...(typed?.of === of ? typed : {}),
    });
    const holders = mayDo(desk.person.roles, 'lost.takeKeys') ? await this.keys.holders(desk.store.id) : [];
    return {
      menu: this.words.menu(desk, 'safe'),
      form: form('count', '/lost/safe'),
      lines: inside.map((item) => ({
        ...this.words.line(item, locale),
        text: `${item.slot ?? ''} · ${item.bagNo ?? ''} · ${this.words.thing(item)}`,
      })),
      waiting: awaitingSafe.map((item) => ({
        href: `/lost/${item.id}/safe`,
        text: this.words.thing(item),
        badge: undefined,
        aside: item.number,
      })),
      keys: holders.length === 0 ? undefined : form('keys', '/lost/safe/keys'),
      holders: holders.map(({ id, name, keys }) => ({
        value: id,
        label: this.words.say(locale, 'keys.holder', { name, count: keys }),
      })),
      last: await this.last(desk),
    };
  }

  async sheet({ store, locale }: DeskContext): Promise<object> {
    const inside = await this.counts.inSafe(this.reader, store.id);
    const names = await this.staff.names(
      this.reader,
      inside.flatMap(({ keyHolderId }) => keyHolderId ?? []),
    );
    const time = dateTime(this.clock.now());
    const columns = ['slot', 'list.number', 'list.thing', 'bagNo', 'list.found', 'safeSheet.keys', 'safeSheet.there'];
    return {
      heading: this.words.say(locale, 'safeSheet.line', { time, store: store.name, count: inside.length }),
      columns: columns.map((key) => ({ label: this.words.say(locale, key) })),
      rows: inside.map((item) => {
        const { slot, number, bagNo, foundAt, keyHolderId } = item;
        const texts = [
          slot,
          number,
          this.words.thing(item),
          bagNo,
          dateTime(foundAt),
          names.get(keyHolderId ?? ''),
          '□',
        ];
        return { cells: texts.map((text) => ({ text: text ?? '' })) };
      }),
    };
  }

  private async last({ store, locale }: DeskContext): Promise<string> {
    const last = await this.counts.last(this.reader, store.id);
    if (!last) return this.words.say(locale, 'safe.never');
    const { byName, expected, counted, at } = last;
    return this.words.say(locale, 'safe.last', { expected, counted, time: dateTime(at), name: byName });
  }
}
