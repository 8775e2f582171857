import { Injectable } from '@nestjs/common';
import { daysBetween, calendarDate } from '../../kernel/business-day.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money, points } from '../../platform/views/format.js';
import type { FormModel } from '../../platform/views/form-model.js';
import { type BagRow, isOverdue } from '../bag-rows.js';
import { ShiftPresenter } from '../pages/shift.presenter.js';
import type { HandedTender } from '../rules/bag-lines.js';
import { differenceOf } from '../rules/blind-count.js';
import { DENOMINATIONS, fieldOf } from '../rules/denominations.js';
import { momentOf } from '../rules/shift-times.js';
import type { ClerkDifferences, FinanceQueries, FloatOut, TenderCheck } from './finance.queries.js';

type DifferingShift = Awaited<ReturnType<FinanceQueries['differingShifts']>>[number];

/** Finance's pages in the words of the reader. */
@Injectable()
export class FinancePresenter {
  constructor(private readonly shifts: ShiftPresenter) {}

  tabs(locale: Locale, active: string) {
    return ['bags', 'floats', 'differences', 'tenders'].map((tab) => ({
      href: tab === 'bags' ? '/finance' : `/finance/${tab}`,
      label: this.shifts.say(locale, `finance.${tab}`),
      active: tab === active,
      count: undefined,
    }));
  }

  /** Bags on their way; one that is past its noon is red. */
  waiting(locale: Locale, bags: readonly BagRow[], now: number, dueTime: string) {
    return bags.map((bag) => {
      const late = isOverdue(bag, momentOf(now), dueTime);
      return {
        tone: late ? 'bad' : undefined,
        cells: [
          { text: bag.number ?? this.shifts.say(locale, 'paper.inHand'), href: `/finance/bags/${bag.id}` },
          { text: `${bag.businessDate} ${bag.template} ${bag.clerkName}`, href: `/shifts/${bag.shiftId}` },
          {
            text: this.shifts.say(locale, `bag.state.${bag.state}`),
            ...(late ? { badge: { text: this.shifts.say(locale, 'bag.late'), tone: 'bad' } } : {}),
          },
          { text: bag.dueDate === null ? '' : `${bag.dueDate} ${dueTime}` },
          { text: money(bag.takingsFen + bag.floatFen) },
        ],
      };
    });
  }

  /** Cash that Finance holds and the bank does not, with its age in days. */
  undeposited(locale: Locale, bags: readonly BagRow[], now: number, form: FormModel) {
    return bags.map((bag) => {
      const days = daysBetween(calendarDate(bag.receivedAt ?? now), calendarDate(now));
      return {
        name: `bag-${bag.id}`,
        checked: form.values[`bag-${bag.id}`] === '1',
        label: `${bag.businessDate} ${bag.template} ${bag.clerkName} · ${money((bag.receivedFen ?? 0) - bag.floatFen)}`,
        hint: this.shifts.say(locale, 'finance.age', { days }),
      };
    });
  }

  floats(rows: readonly FloatOut[]) {
    return rows.map((row) => ({
      cells: [
        { text: `${row.businessDate} ${row.template} ${row.clerkName}`, href: `/shifts/${row.shiftId}#float` },
        { text: row.deskName },
        { text: dateTime(row.since) },
        { text: money(row.fen) },
      ],
    }));
  }

  differences(rows: readonly ClerkDifferences[]) {
    return rows.map((row) => ({
      cells: [
        { text: row.clerkName },
        { text: points(row.shifts) },
        this.figure(row.overFen, 'warn'),
        this.figure(row.shortFen, 'bad'),
      ],
    }));
  }

  differing(rows: readonly DifferingShift[]) {
    return rows.map((row) => ({
      cells: [
        { text: `${row.businessDate} ${row.template} ${row.clerkName}`, href: `/handover/${row.shiftId}` },
        { text: row.reason ?? '' },
        this.figure(row.overFen, 'warn'),
        this.figure(row.shortFen, 'bad'),
      ],
    }));
  }

  tenders(locale: Locale, rows: readonly TenderCheck[]) {
    return rows.flatMap((row) => {
      const tenders: HandedTender[] = JSON.parse(row.tenders);
      return tenders.map(({ kind, booksFen, typedFen, digits }) => {
        const { overFen, shortFen } = differenceOf(typedFen ?? booksFen, booksFen);
        return {
          tone: overFen + shortFen > 0 ? 'bad' : undefined,
          cells: [
            { text: `${row.businessDate} ${row.template} ${row.clerkName}`, href: `/handover/${row.shiftId}` },
            { text: this.shifts.say(locale, `paper.${kind}`) },
            { text: money(booksFen) },
            { text: typedFen === null ? '' : money(typedFen) },
            this.figure(overFen, 'warn'),
            this.figure(shortFen, 'bad'),
            { text: digits ?? '' },
          ],
        };
      });
    });
  }

  countRows(form: FormModel) {
    return DENOMINATIONS.map((value, index) => ({
      name: fieldOf(value),
      label: value >= 100 ? String(value / 100) : (value / 100).toFixed(1),
      fen: value,
      value: form.values[fieldOf(value)] ?? '',
      error: form.errors[fieldOf(value)],
      first: index === 0,
    }));
  }

  private figure(fen: number, tone: string): { text: string; tone?: string } {
    return fen > 0 ? { text: money(fen), tone } : { text: money(0) };
  }
}
