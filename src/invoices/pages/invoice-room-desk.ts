import { Injectable } from '@nestjs/common';
import { ActRegistry, type ActDescription, type ActEntry } from '../../desk/act-registry.js';
import { DeskContributions, type DeskLine, type DeskSection } from '../../desk/desk-contributions.js';
import { Finders, type Found } from '../../desk/finders.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo, type Permission } from '../../staff/permissions.js';
import { PolicyService } from '../../venue/policy.service.js';
import { lowStock } from '../book-duties.js';
import { booksToUse } from '../books/book-rows.js';
import { DeskModes } from '../desk-modes.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { InvoiceQueries } from '../invoice.queries.js';
import { PlatformLists } from '../platform/platform-lists.js';
import { RedDues } from '../red-dues.js';
import { daysSince } from '../refund-wait-rows.js';
import { RefundWaits } from '../refund-waits.js';
import { InvoiceWords } from './invoice-words.presenter.js';

const NUMBER = /^#?(\d{20}|\d{8})$/;
const ACTS: readonly Permission[] = [
  'invoices.issue',
  'invoices.enterSlip',
  'invoices.takeBack',
  'invoices.correctTitle',
  'invoices.spoil',
  'invoices.reportLost',
  'invoices.moveBook',
  'invoices.receiveBook',
  'invoices.requestRefund',
];

/** What invoices add to the desk: F7, what waits tonight, numbers in the one box, one's own acts. */
@Injectable()
export class InvoiceRoomDesk {
  constructor(
    private readonly queries: InvoiceQueries,
    private readonly waits: RefundWaits,
    private readonly dues: RedDues,
    private readonly modes: DeskModes,
    private readonly lists: PlatformLists,
    private readonly policies: PolicyService,
    private readonly commands: InvoiceCommands,
    private readonly words: InvoiceWords,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly i18n: I18n,
    jobs: JobRegistry,
    finders: Finders,
    acts: ActRegistry,
    contributions: DeskContributions,
  ) {
    jobs.register({
      key: 'F7',
      href: '/invoices',
      labelKey: 'desk.key.invoice',
      icon: 'receipt-text',
      permission: 'invoices.view',
    });
    finders.register({ find: (desk, text) => this.find(desk, text) });
    acts.register(
      ...ACTS.map((kind) => ({ kind, describe: (desk: DeskContext, entry: ActEntry) => this.describe(desk, entry) })),
    );
    contributions.register({ order: 35, permission: 'invoices.takeBack', load: (desk) => this.tonight(desk) });
  }

  private async tonight(desk: DeskContext): Promise<DeskSection> {
    const lines = [
      ...(await this.stock(desk)),
      ...(await this.reds(desk)),
      ...(await this.refunds(desk)),
      ...(await this.platform(desk)),
    ];
    return { titleKey: 'invoices.desk.title', count: lines.length, lines };
  }

  /** Books in hand that run out: the next one is drawn in time. */
  private async stock({ terminal, person, store, locale, businessDate }: DeskContext): Promise<DeskLine[]> {
    if (!terminal || !mayDo(person.roles, 'invoices.issue')) return [];
    if ((await this.modes.of(this.reader, terminal.deskId)) !== 'PAPER') return [];
    const books = await booksToUse(this.reader, { clerkId: person.id, deskId: terminal.deskId });
    const { invoices } = await this.policies.current(this.reader, store.id, this.commands.dateOf({ businessDate }));
    if (books.length === 0)
      return [
        {
          text: this.words.say(locale, 'desk.noBook'),
          href: '/invoices/books',
          badge: this.badge(locale, 'desk.draw', 'bad'),
        },
      ];
    return lowStock(books, invoices.lowSheets).map(({ book, sheets }) => ({
      text: this.words.say(locale, 'desk.low', {
        kind: this.words.say(locale, `kinds.${book.kind}`),
        next: book.nextNo ?? '',
      }),
      href: '/invoices/books',
      badge: { text: this.words.say(locale, 'desk.left', { count: sheets }), tone: 'warn' },
    }));
  }

  /** 待红冲: more is invoiced than the till says was paid. */
  private async reds({ store, locale }: DeskContext): Promise<DeskLine[]> {
    const open = await this.dues.open(this.reader, store.id);
    return open.slice(0, 4).map(({ slipNo, overFen, invoiceId, since }) => ({
      text: `${this.words.say(locale, 'refunds.due')} ${slipNo} ¥${money(overFen)}`,
      href: `/invoices/records/${invoiceId}`,
      badge: {
        text: this.words.say(locale, 'refunds.days', { count: daysSince(since, this.clock.now()) }),
        tone: 'bad',
      },
    }));
  }

  private async refunds({ store, locale }: DeskContext): Promise<DeskLine[]> {
    const open = await this.waits.open(this.reader, store.id);
    return open.slice(0, 4).map((wait) => ({
      text: `${this.words.say(locale, `refunds.state.${wait.state}`)} ${wait.sourceNo} ¥${money(wait.amountFen)}`,
      href: '/invoices/refunds',
      badge: {
        text: this.words.say(locale, 'refunds.days', { count: daysSince(wait.requestedAt, this.clock.now()) }),
        tone: wait.state === 'READY' ? 'ok' : 'warn',
      },
    }));
  }

  /** A list that was imported and does not agree; that none is there yet is the handover's business. */
  private async platform({ store, locale, businessDate }: DeskContext): Promise<DeskLine[]> {
    const { list, equal } = await this.lists.compare(
      this.reader,
      store.id,
      this.commands.dateOf({ businessDate }),
      this.clock.now(),
    );
    if (!list || equal) return [];
    return [
      {
        text: this.words.say(locale, 'platform.differs'),
        href: '/invoices/platform',
        badge: this.badge(locale, 'desk.compare', 'bad'),
      },
    ];
  }

  private badge(locale: DeskContext['locale'], key: string, tone: 'bad' | 'warn') {
    return { text: this.words.say(locale, key), tone } as const;
  }

  private async find({ person, store, locale }: DeskContext, text: string): Promise<Found[]> {
    const number = NUMBER.exec(text.trim())?.[1];
    if (number === undefined || !mayDo(person.roles, 'invoices.view')) return [];
    const id = await this.queries.byNumber(store.id, number);
    return id === undefined
      ? []
      : [{ href: `/invoices/records/${id}`, title: number, details: [this.words.say(locale, 'records.one')] }];
  }

  private describe({ locale }: DeskContext, { kind, result }: ActEntry): Promise<ActDescription> {
    const { invoiceId, documentId, numbers } = result;
    const what = Array.isArray(numbers) && typeof numbers[0] === 'string' ? ` ${numbers[0]}` : '';
    return Promise.resolve({
      text: `${this.i18n.t(locale, `acts.${kind}`)}${what}`,
      ...(typeof invoiceId === 'string' ? { href: `/invoices/records/${invoiceId}` } : {}),
      ...(typeof documentId === 'string' ? { documentId } : {}),
    });
  }
}
