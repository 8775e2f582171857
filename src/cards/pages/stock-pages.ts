import { Injectable } from '@nestjs/common';
import { calendarDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { dateTime } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo, type Permission } from '../../staff/permissions.js';
import { StaffQueries } from '../../staff/staff.queries.js';
import { PolicyService } from '../../venue/policy.service.js';
import { CardWords } from '../card-words.js';
import { BlankStock } from '../stock/blank-stock.js';
import { blankKinds } from '../stock/receive-blanks.js';
import { SPOIL_REASONS } from '../stock/spoil-blanks.js';
import { CardPages } from './card-pages.js';

const SHOWN = 40;

/** Tabs of the page with the act behind each. */
const STOCK_TABS = [
  { name: '', permission: 'cards.viewStock' },
  { name: 'receipts', permission: 'cards.receiveBlanks' },
  { name: 'moves', permission: 'cards.moveBlanks' },
  { name: 'counts', permission: 'cards.countBlanks' },
  { name: 'voids', permission: 'cards.spoilBlank' },
] as const satisfies readonly { name: string; permission: Permission }[];
export type StockTab = (typeof STOCK_TABS)[number]['name'];

interface Paper {
  readonly number: string;
  readonly documentId: string;
  readonly kind: string;
  readonly at: number;
}

/** The page of blank cards. */
@Injectable()
export class StockPages {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly stock: BlankStock,
    private readonly policies: PolicyService,
    private readonly staff: StaffQueries,
    private readonly words: CardWords,
    private readonly pages: CardPages,
    private readonly i18n: I18n,
  ) {}

  /** The page of one act with blanks, or what lies where and the latest papers. */
  async page(desk: DeskContext, tab: StockTab, problem?: FormProblem): Promise<PageAnswer> {
    const { locale, store } = desk;
    const t = (key: string) => this.i18n.t(locale, `cardlife.stock.${key}`);
    const date = desk.businessDate ?? calendarDate(this.clock.now());
    const kinds = blankKinds(await this.policies.current(this.reader, store.id, date));
    const model = {
      tabs: STOCK_TABS.filter(({ permission }) => mayDo(desk.person.roles, permission)).map(({ name, permission }) => ({
        href: name === '' ? '/card-stock' : `/card-stock/${name}`,
        label: name === '' ? t('piles') : this.i18n.t(locale, `acts.${permission}`),
        active: name === tab,
      })),
      piles: await this.piles(desk),
      papers: tab === '' ? await this.papers(desk) : undefined,
      kinds: kinds.map((value) => ({ value, label: this.words.kind(locale, value) })),
      places: ['DESK', 'KEEP'].map((value) => ({ value, label: t(`place.${value}`) })),
      hands: ['DESK', 'WITNESS'].map((value) => ({ value, label: t(`to.${value}`) })),
      reasons: this.pages.options(desk, SPOIL_REASONS.slice(0, -1), 'cardlife.spoil'),
      form: this.pages.form(`/card-stock/${tab}`, problem, { place: 'DESK', to: 'DESK' }),
      isReceipt: tab === 'receipts',
      isMove: tab === 'moves',
      isCount: tab === 'counts',
      isVoid: tab === 'voids',
    };
    return page('cards/stock/stock', model, { titleKey: 'cardlife.stock.title' });
  }

  private async piles({ store, locale }: DeskContext) {
    const piles = await this.stock.piles(this.reader, store.id);
    const names = await this.staff.names(
      this.reader,
      piles.map(({ holderId }) => holderId ?? ''),
    );
    return {
      columns: ['kind', 'place', 'pieces'].map((key) => ({
        label: this.i18n.t(locale, `cardlife.stock.column.${key}`),
        ...(key === 'pieces' ? { align: 'end' } : {}),
      })),
      rows: piles.map(({ kindCode, holderId, pieces, firstNo, lastNo }) => ({
        cells: [
          {
            text: this.words.kind(locale, kindCode),
            strong: true,
            note: firstNo === lastNo ? firstNo : `${firstNo} – ${lastNo}`,
          },
          { text: holderId === null ? this.i18n.t(locale, 'cardlife.stock.desk') : (names.get(holderId) ?? '') },
          { text: String(pieces) },
        ],
      })),
    };
  }

  private async papers({ store, locale }: DeskContext) {
    const rows = await this.reader.rows<Paper>(
      `SELECT number, id AS document_id, kind, created_at AS at FROM document
       WHERE store_id = ? AND kind IN ('card-received', 'card-moved', 'card-spoilt') ORDER BY created_at DESC, id DESC LIMIT ?`,
      [store.id, SHOWN],
    );
    return rows.map(({ number, documentId, kind, at }) => ({
      time: dateTime(at),
      title: this.i18n.t(locale, `cardlife.paper.title.${kind.replace('card-', '')}`),
      note: undefined,
      who: undefined,
      tone: undefined,
      icon: undefined,
      action: { label: number, href: `/documents/${documentId}` },
    }));
  }
}
