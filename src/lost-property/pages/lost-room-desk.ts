import { Injectable } from '@nestjs/common';
import { ActRegistry, type ActDescription, type ActEntry } from '../../desk/act-registry.js';
import { DeskContributions, type DeskSection } from '../../desk/desk-contributions.js';
import { Finders, type Found } from '../../desk/finders.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { mayDo, type Permission } from '../../staff/permissions.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { LostQueries } from '../lost.queries.js';
import { DutiesPresenter } from './duties.presenter.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

const SHOWN = 6;
const NUMBER = /^#?(YW\d{8}-\d{4,})$/i;
const ACTS: readonly Permission[] = [
  'lost.register',
  'lost.putIntoSafe',
  'lost.takeKeys',
  'lost.claim',
  'lost.liftBar',
  'lost.handToPolice',
  'lost.dispose',
  'lost.withdraw',
  'lost.contact',
];

/** What lost property adds to the desk: F8, what is due tonight, tags read by the scanner, one's own acts. */
@Injectable()
export class LostRoomDesk {
  constructor(
    private readonly duties: DutiesPresenter,
    private readonly queries: LostQueries,
    private readonly words: LostWordsPresenter,
    private readonly reader: Reader,
    private readonly i18n: I18n,
    jobs: JobRegistry,
    finders: Finders,
    acts: ActRegistry,
    contributions: DeskContributions,
  ) {
    jobs.register({
      key: 'F8',
      href: '/lost',
      labelKey: 'desk.key.lost',
      icon: 'package-search',
      permission: 'lost.view',
    });
    finders.register({ find: (desk, text) => this.find(desk, text) });
    acts.register(
      ...ACTS.map((kind) => ({ kind, describe: (desk: DeskContext, entry: ActEntry) => this.describe(desk, entry) })),
    );
    contributions.register({ order: 40, permission: 'lost.view', load: (desk) => this.tonight(desk) });
  }

  private async tonight(desk: DeskContext): Promise<DeskSection> {
    const lines = await this.duties.todo(desk);
    return {
      titleKey: 'lost.desk.title',
      count: lines.length,
      lines: lines.slice(0, SHOWN).map(({ text, href, badge }) => ({ text, href, ...(badge ? { badge } : {}) })),
    };
  }

  private async find({ person, store, locale }: DeskContext, text: string): Promise<Found[]> {
    const number = NUMBER.exec(text.trim())?.[1];
    if (number === undefined || !mayDo(person.roles, 'lost.view')) return [];
    const item = await this.queries.byNumber(store.id, number.toUpperCase());
    return item
      ? [
          {
            href: `/lost/${item.id}`,
            title: this.words.thing(item),
            details: [item.number, item.place, this.words.say(locale, `state.${item.state}`)],
          },
        ]
      : [];
  }

  private async describe({ locale, store }: DeskContext, { kind, result }: ActEntry): Promise<ActDescription> {
    const { itemId, claimId, documentId } = result;
    const id = typeof itemId === 'string' ? itemId : await this.itemOf(claimId);
    const item = await this.reader.one<{ number: string }>(
      'SELECT number FROM lost_item WHERE id = ? AND store_id = ?',
      [id, store.id],
    );
    const what = item ? ` ${item.number}` : '';
    return {
      text: `${this.i18n.t(locale, `acts.${kind}`)}${what}`,
      ...(item ? { href: `/lost/${id}` } : {}),
      ...(typeof documentId === 'string' ? { documentId } : {}),
    };
  }

  private async itemOf(claimId: unknown): Promise<string> {
    if (typeof claimId !== 'string') return '';
    const claim = await this.reader.one<{ itemId: string }>('SELECT item_id FROM lost_claim WHERE id = ?', [claimId]);
    return claim?.itemId ?? '';
  }
}
