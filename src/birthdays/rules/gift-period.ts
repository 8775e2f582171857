import { addDays, addMonthsEnd, endOfMonth, type PlainDate } from '../../kernel/business-day.js';
import type { CloseDays } from '../../venue/rules/birthday-care.js';

export interface GiftPeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The 15th and min(30, last day): the next of these on or after `date`. A 31st belongs to the period that ends on the next 15th (facts trap 9). */
export function closingDay(date: PlainDate, { first, second }: CloseDays): PlainDate {
  const day = Number(date.slice(8));
  const last = Math.min(second, Number(endOfMonth(date).slice(8)));
  if (day > last) return dayOf(addMonthsEnd(`${date.slice(0, 7)}-01`, 1), first);
  return dayOf(date, day <= first ? first : last);
}

function dayOf(date: PlainDate, day: number): PlainDate {
  return `${date.slice(0, 7)}-${String(day).padStart(2, '0')}`;
}

/** The period after one that ended on `previousTo`; the first begins on the first day something happened. */
export function periodAfter(previousTo: PlainDate | null, firstDay: PlainDate, days: CloseDays): GiftPeriod {
  const from = previousTo === null ? firstDay : addDays(previousTo, 1);
  return { from, to: closingDay(from, days) };
}

/** Movements of one gift of one guest (or of the standby stock) in a period, as figures of the equation. */
export interface GiftFigures {
  readonly opening: number;
  /** From Finance; what went from the standby stock to a guest's name counts against the one and for the other. */
  readonly drawn: number;
  /** Given, less what was taken back from the wrong guest; below zero when that guest got it in an earlier period. */
  readonly delivered: number;
  readonly returned: number;
  /** Damaged, lost or destroyed. */
  readonly lost: number;
  /** Pieces that were not there when hands were counted; negative when there were more. */
  readonly difference: number;
  readonly closing: number;
}

export type MoveKind =
  'DRAW' | 'STANDBY' | 'ASSIGN' | 'DELIVER' | 'UNDO' | 'RETURN' | 'DESTROY' | 'DAMAGE' | 'LOSE' | 'COUNT';

/** Pieces by kind of movement, over one gift of one guest. `ASSIGN` and `COUNT` are signed. */
export function figuresOf(opening: number, moved: Partial<Record<MoveKind, number>>): GiftFigures {
  const of = (...kinds: MoveKind[]) => kinds.reduce((sum, kind) => sum + (moved[kind] ?? 0), 0);
  const drawn = of('DRAW', 'STANDBY', 'ASSIGN');
  const delivered = of('DELIVER') - of('UNDO');
  const returned = of('RETURN');
  const lost = of('DESTROY', 'DAMAGE', 'LOSE');
  const difference = 0 - of('COUNT');
  return {
    opening,
    drawn,
    delivered,
    returned,
    lost,
    difference,
    closing: opening + drawn - delivered - returned - lost - difference,
  };
}

export function totalOf(lines: readonly GiftFigures[]): GiftFigures {
  const sum = (name: keyof GiftFigures) => lines.reduce((total, line) => total + line[name], 0);
  return {
    opening: sum('opening'),
    drawn: sum('drawn'),
    delivered: sum('delivered'),
    returned: sum('returned'),
    lost: sum('lost'),
    difference: sum('difference'),
    closing: sum('closing'),
  };
}

/** opening + drawn = delivered + returned + lost + difference + closing. */
export function closes({ opening, drawn, delivered, returned, lost, difference, closing }: GiftFigures): boolean {
  return opening + drawn === delivered + returned + lost + difference + closing;
}
