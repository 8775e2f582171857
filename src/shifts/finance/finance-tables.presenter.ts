import { Injectable } from '@nestjs/common';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money, points, signedMoney } from '../../platform/views/format.js';
import type { BagRow } from '../bag-rows.js';
import { rowsOfTender } from '../pages/figure-groups.js';
import { ShiftPresenter } from '../pages/shift.presenter.js';
import type { HandedTender } from '../rules/bag-lines.js';
import { differenceOf } from '../rules/blind-count.js';
import type { DepositRow, KeptDeposit } from './deposits.queries.js';
import { rowsOfBag } from './finance.presenter.js';
import type { ClerkDifferences, DifferenceMove, DifferingShift, FloatOut, TenderCheck } from './finance.queries.js';

/** What Finance looks up, each figure with the way to its rows. */
@Injectable()
export class FinanceTablesPresenter {
  constructor(private readonly shifts: ShiftPresenter) {}

  /** Drawer or bag, and under the amount its rows or the bag it waits in. */
  floats(locale: Locale, rows: readonly FloatOut[]) {
    return rows.map((row) => ({
      cells: [
        { text: `${row.businessDate} ${row.template} ${row.clerkName}`, href: `/shifts/${row.shiftId}#float` },
        {
          text: row.deskName,
          note: row.bagId === null ? undefined : (row.bagNumber ?? this.shifts.say(locale, 'paper.inHand')),
        },
        { text: dateTime(row.since) },
        {
          text: money(row.fen),
          href: row.bagId === null ? `/shifts/${row.shiftId}#float` : `/finance/bags/${row.bagId}`,
        },
      ],
    }));
  }

  /** What was taken back stands twice: as it went to the bank, and below zero as it came back into the books. */
  deposits(locale: Locale, rows: readonly DepositRow[]) {
    return rows.map(({ id, number, documentId, documentNo, byName, at, bags, amountFen, undoes, undone }) => ({
      tone: undoes + undone > 0 ? 'muted' : undefined,
      cells: [
        { text: dateTime(at) },
        {
          text: number,
          ...(undoes > 0 ? { badge: { text: this.shifts.say(locale, 'undo.title'), tone: 'bad' } } : {}),
          ...(undone > 0 ? { badge: { text: this.shifts.say(locale, 'undo.badge'), tone: 'warn' } } : {}),
        },
        { text: documentNo, href: `/documents/${documentId}` },
        { text: byName },
        { text: points(bags), href: `/finance/deposits/${id}` },
        { text: undoes > 0 ? signedMoney(amountFen) : money(amountFen), href: `/finance/deposits/${id}` },
      ],
    }));
  }

  /** One deposit: its paper, and the one that took it back with the reason. */
  deposit(
    locale: Locale,
    { amountFen, at, byName, documentId, documentNo, undoneById, undoneNo, reason }: KeptDeposit,
  ) {
    const say = (key: string): string => this.shifts.say(locale, key);
    return [
      { label: say('column.amount'), value: money(amountFen) },
      { label: say('column.time'), value: dateTime(at), note: byName },
      { label: say('column.paper'), value: documentNo, href: `/documents/${documentId}` },
      ...(undoneById === null
        ? []
        : [{ label: say('undo.title'), value: undoneNo ?? '', href: `/documents/${undoneById}`, note: reason ?? '' }]),
    ];
  }

  /** Bags of one deposit: what each brought to the bank. */
  deposited(locale: Locale, bags: readonly (BagRow & { readonly fen: number })[]) {
    return bags.map((bag) => ({
      cells: [
        { text: bag.number ?? this.shifts.say(locale, 'paper.inHand'), href: rowsOfBag(bag) },
        { text: `${bag.businessDate} ${bag.template} ${bag.clerkName}`, href: `/shifts/${bag.shiftId}` },
        { text: bag.receivedAt === null ? '' : dateTime(bag.receivedAt) },
        { text: money(bag.fen), href: `/finance/bags/${bag.id}` },
      ],
    }));
  }

  differences(rows: readonly ClerkDifferences[], month: string) {
    return rows.map((row) => {
      const href = `/finance/differences/${row.clerkId}?month=${month}`;
      return {
        cells: [
          { text: row.clerkName, href },
          { text: points(row.shifts), href },
          { ...this.figure(row.overFen, 'warn'), href },
          { ...this.figure(row.shortFen, 'bad'), href },
        ],
      };
    });
  }

  /** The rows under a clerk's month, and the two sums they make. */
  differenceMoves(locale: Locale, rows: readonly DifferenceMove[]) {
    const sum = (of: (row: DifferenceMove) => number): number => rows.reduce((total, row) => total + of(row), 0);
    const cells = rows.map((row) => ({
      cells: [
        { text: dateTime(row.at) },
        { text: `${row.businessDate} ${row.template}`, href: `/shifts/${row.shiftId}` },
        { text: this.shifts.say(locale, `kind.${row.kind}`) },
        { text: row.documentNo, href: `/documents/${row.documentId}` },
        this.figure(row.overFen, 'warn'),
        this.figure(row.shortFen, 'bad'),
      ],
    }));
    const total = {
      cells: [
        { text: this.shifts.say(locale, 'rows.sum'), strong: true },
        ...['', '', ''].map((text) => ({ text })),
        {
          ...this.figure(
            sum(({ overFen }) => overFen),
            'warn',
          ),
          strong: true,
        },
        {
          ...this.figure(
            sum(({ shortFen }) => shortFen),
            'bad',
          ),
          strong: true,
        },
      ],
    };
    return rows.length === 0 ? [] : [...cells, total];
  }

  differing(rows: readonly DifferingShift[]) {
    return rows.map((row) => ({
      cells: [
        { text: `${row.businessDate} ${row.template} ${row.clerkName}`, href: `/handover/${row.shiftId}` },
        { text: row.reason ?? '' },
        { ...this.figure(row.overFen, 'warn'), href: `/shifts/${row.shiftId}#over` },
        { ...this.figure(row.shortFen, 'bad'), href: `/shifts/${row.shiftId}#short` },
      ],
    }));
  }

  tenders(locale: Locale, rows: readonly TenderCheck[]) {
    return rows.flatMap((row) => {
      const tenders: HandedTender[] = JSON.parse(row.tenders);
      // digits say that payments are there, not how much they are: Finance still has to look
      const unproved = { text: '', badge: { text: this.shifts.say(locale, 'finance.unproved'), tone: 'warn' } };
      return tenders.map(({ kind, booksFen, typedFen, digits }) => {
        const { overFen, shortFen } = differenceOf(typedFen ?? booksFen, booksFen);
        return {
          tone: overFen + shortFen > 0 ? 'bad' : undefined,
          cells: [
            { text: `${row.businessDate} ${row.template} ${row.clerkName}`, href: `/handover/${row.shiftId}` },
            { text: this.shifts.say(locale, `paper.${kind}`) },
            { text: money(booksFen), href: rowsOfTender(row.shiftId, kind) },
            typedFen === null ? unproved : { text: money(typedFen) },
            this.figure(overFen, 'warn'),
            this.figure(shortFen, 'bad'),
            { text: digits ?? '' },
          ],
        };
      });
    });
  }

  private figure(fen: number, tone: string): { text: string; tone?: string } {
    return fen === 0 ? { text: money(0) } : { text: money(fen), tone };
  }
}
