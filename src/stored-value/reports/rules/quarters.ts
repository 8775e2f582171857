import { addDays, addMonthsEnd, type PlainDate } from '../../../kernel/business-day.js';

export interface Quarter {
  readonly name: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The city's report is due on the 25th of the month after (facts 1.7). */
  readonly dueOn: PlainDate;
}

/** The four quarters of a year. */
export function quartersOf(year: number): Quarter[] {
  return [1, 4, 7, 10].map((month, index) => {
    const from = `${year}-${String(month).padStart(2, '0')}-01`;
    const next = addMonthsEnd(from, 3);
    return { from, name: `${year} Q${index + 1}`, to: addDays(next, -1), dueOn: `${next.slice(0, 8)}25` };
  });
}
