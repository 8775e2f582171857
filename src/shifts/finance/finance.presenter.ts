import { Injectable } from '@nestjs/common';
import { daysBetween, calendarDate } from '../../kernel/business-day.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money } from '../../platform/views/format.js';
import type { FormModel } from '../../platform/views/form-model.js';
import { type BagReceipt, type BagRow, isOverdue } from '../bag-rows.js';
import { ShiftPresenter } from '../pages/shift.presenter.js';
import { differenceOf } from '../rules/blind-count.js';
import { DENOMINATIONS, fieldOf } from '../rules/denominations.js';
import { momentOf } from '../rules/shift-times.js';

function addressOf(tab: string): string {
  if (tab === 'days') return '/day-sheets';
  return tab === 'bags' ? '/finance' : `/finance/${tab}`;
}

/** Where the rows of a bag's amount stand. */
export function rowsOfBag({ shiftId, source }: BagRow): string {
  return `/shifts/${shiftId}#${source === 'DROP' ? 'drops' : 'settled'}`;
}

/** Finance's own pages in the words of the reader. */
@Injectable()
export class FinancePresenter {
  constructor(private readonly shifts: ShiftPresenter) {}

  tabs(locale: Locale, active: string) {
    return ['bags', 'deposits', 'floats', 'differences', 'tenders', 'days'].map((tab) => ({
      href: addressOf(tab),
      label: this.shifts.say(locale, `finance.${tab}`),
      active: tab === active,
      count: undefined,
    }));
  }

  /** Bags on their way; one that is past its noon is red. What was declared is not shown: Finance counts blind too. */
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
          { text: bag.dueDate === null ? '' : `${bag.dueDate} ${dueTime}`, note: this.age(locale, bag, now) },
        ],
      };
    });
  }

  /** Cash that Finance holds and the bank does not, with its age in days. */
  undeposited(locale: Locale, bags: readonly BagRow[], now: number, form: FormModel) {
    return bags.map((bag) => {
      return {
        name: `bag-${bag.id}`,
        checked: form.values[`bag-${bag.id}`] === '1',
        label: `${bag.businessDate} ${bag.template} ${bag.clerkName}`,
        hint: this.age(locale, bag, now),
        href: `/finance/bags/${bag.id}`,
        amount: money((bag.receivedFen ?? 0) - bag.floatFen),
      };
    });
  }

  /**
   * What was declared, what Finance counted, each time with its paper, and what it makes of the shift; nothing before the
   * first count stands.
   */
  counted(locale: Locale, bag: BagRow, receipts: readonly BagReceipt[]) {
    if (bag.receivedFen === null) return [];
    const say = (key: string): string => this.shifts.say(locale, key);
    const { overFen, shortFen } = differenceOf(bag.receivedFen, bag.takingsFen + bag.floatFen);
    return [
      { label: say('paper.takings'), value: money(bag.takingsFen), href: rowsOfBag(bag) },
      { label: say('paper.float'), value: money(bag.floatFen), href: rowsOfBag(bag) },
      ...receipts.map(({ countedFen, reason, byName, at, documentId, documentNo }) => ({
        label: say('paper.counted'),
        value: money(countedFen),
        href: `/documents/${documentId}`,
        note: [documentNo, dateTime(at), byName, reason ?? ''].join(' '),
      })),
      { label: say('over'), value: money(overFen), href: `/shifts/${bag.shiftId}#over` },
      { label: say('short'), value: money(shortFen), href: `/shifts/${bag.shiftId}#short` },
      ...(bag.depositId === null
        ? []
        : [
            {
              label: say('finance.deposits'),
              value: money(bag.receivedFen - bag.floatFen),
              href: `/finance/deposits/${bag.depositId}`,
            },
          ]),
    ];
  }

  /** Days since the business day on which the cash was taken. */
  private age(locale: Locale, bag: BagRow, now: number): string {
    return this.shifts.say(locale, 'finance.age', { days: daysBetween(bag.businessDate, calendarDate(now)) });
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
}
