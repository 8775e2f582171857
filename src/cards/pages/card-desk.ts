import { Injectable } from '@nestjs/common';
import { ActRegistry, type ActDescription, type ActEntry } from '../../desk/act-registry.js';
import { DeskContributions, type DeskSection } from '../../desk/desk-contributions.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { DeskContext } from '../../staff/desk-context.js';
import type { Permission } from '../../staff/permissions.js';
import { CardLookup } from '../card-lookup.js';
import { CardWords } from '../card-words.js';
import { CardHandovers } from '../tier/card-handovers.js';

const SHOWN = 5;
const ACTS: readonly Permission[] = [
  'cards.sellUnit',
  'cards.undoUnit',
  'cards.activate',
  'cards.reportLost',
  'cards.freeze',
  'cards.replace',
  'cards.exchange',
  'cards.renew',
  'cards.close',
  'cards.handOver',
];
const STOCK_ACTS: readonly Permission[] = [
  'cards.receiveBlanks',
  'cards.moveBlanks',
  'cards.spoilBlank',
  'cards.countBlanks',
];

/** What cards add to the desk: tier cards due and owed, and the own acts of today with their papers. */
@Injectable()
export class CardDesk {
  constructor(
    private readonly reader: Reader,
    private readonly handovers: CardHandovers,
    private readonly lookup: CardLookup,
    private readonly words: CardWords,
    private readonly i18n: I18n,
    contributions: DeskContributions,
    acts: ActRegistry,
  ) {
    contributions.register({ order: 45, permission: 'cards.handOver', load: (desk) => this.waiting(desk) });
    const describe = (desk: DeskContext, entry: ActEntry) => Promise.resolve(this.describe(desk, entry));
    acts.register(...[...ACTS, ...STOCK_ACTS].map((kind) => ({ kind, describe })));
  }

  private async waiting({ store, locale }: DeskContext): Promise<DeskSection> {
    const rows = await this.handovers.waiting(this.reader, store.id);
    const lines = [];
    for (const { id, membershipId, kindCode, state } of rows.slice(0, SHOWN)) {
      const holder = await this.lookup.byMembership(this.reader, membershipId);
      lines.push({
        href: `/card-handovers/${id}`,
        text: `${this.words.kind(locale, kindCode)} · ${holder ? maskCardNo(holder.cardNo) : ''}`,
        badge: {
          text: this.i18n.t(locale, `cardlife.handoverShort.${state}`),
          tone: state === 'DUE' ? ('info' as const) : ('warn' as const),
        },
      });
    }
    return { titleKey: 'cardlife.desk.title', count: rows.length, lines };
  }

  private describe({ locale }: DeskContext, { kind, result }: ActEntry): ActDescription {
    const { membershipId, documentId, number } = result;
    const name = this.i18n.t(locale, `acts.${kind}`);
    return {
      text: typeof number === 'string' ? `${name} ${number}` : name,
      ...(typeof membershipId === 'string' ? { href: `/cards/of/${membershipId}` } : {}),
      ...(typeof documentId === 'string' ? { documentId } : {}),
    };
  }
}
