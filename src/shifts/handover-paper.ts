import type { SqlReads } from '../platform/database/sql-reads.js';
import { clockTime, money, points, signedMoney } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { HandoverLine } from '../venue/handover-parts.js';
import type { CountRow } from './drawer-counts.js';
import type { DutyRow } from './duty-log.js';
import type { HandedLine, HandedTender } from './rules/bag-lines.js';
import type { Difference } from './rules/blind-count.js';
import { DRAWER_LINES, type DrawerEquation } from './rules/drawer-equation.js';
import type { PaperLine, ShiftPapers } from './shift-papers.js';
import { shiftAtDesk, type ShiftRow } from './shift-rows.js';

/** What is signed: the count, the bag, the difference. */
export interface HandedOver {
  readonly count: CountRow;
  readonly difference: Difference;
  readonly known: readonly HandoverLine[];
  readonly lines: readonly HandedLine[];
  readonly tenders: readonly HandedTender[];
  readonly reason: string;
  readonly note: string;
  readonly floatFen: number;
  /** The equation of the drawer, line by line. */
  readonly drawer: DrawerEquation['lines'];
  /** What the shift wrote for the next one (002-12, 002-30). */
  readonly told: readonly DutyRow[];
  /** Whoever serves at the desk by now, and the supervisor who stood by a difference: as far as they are known. */
  readonly incoming: string | undefined;
  readonly supervisor: string | undefined;
}

/** The lines of 交接单: books / counted, and under a pile that is short the numbers of the papers that are not there. */
export function handoverLines(
  papers: ShiftPapers,
  desk: DeskContext,
  shift: ShiftRow,
  { count, difference, known, lines, tenders, reason, note, floatFen, drawer, told, ...people }: HandedOver,
): PaperLine[] {
  const say = (key: string): string => papers.say(desk, key);
  const labels = new Map(
    known.map(({ key, labelKey, labelParams }) => [key, papers.text(desk, labelKey, labelParams)]),
  );
  const numbers = new Map(known.map((line) => [line.key, line.numbers]));
  return [
    { label: say('shift'), value: `${shift.businessDate} ${shift.template} ${shift.clerkName}` },
    { label: say('span'), value: `${clockTime(shift.openedAt)} – ${clockTime(shift.cutAt ?? count.at)}` },
    ...(['incoming', 'supervisor'] as const).flatMap((key) => {
      const value = people[key];
      return value === undefined ? [] : [{ label: say(key), value }];
    }),
    ...DRAWER_LINES.filter((line) => drawer[line] !== 0).map((line) => ({
      label: papers.text(desk, `shifts.equation.${line}`),
      value: signedMoney(drawer[line]),
    })),
    { label: say('expected'), value: money(count.expectedFen) },
    { label: say('over'), value: money(difference.overFen) },
    { label: say('short'), value: money(difference.shortFen) },
    { label: say('floatLeft'), value: money(floatFen) },
    ...tenders.map(({ kind, booksFen, typedFen, digits }) => ({
      label: say(kind),
      value: `${money(booksFen)} / ${typedFen === null ? (digits ?? '') : money(typedFen)}`,
    })),
    ...lines.flatMap((line) => [
      { label: labels.get(line.key) ?? line.key, value: standing(line, numbers.get(line.key)) },
      ...(line.missing ?? []).map((number) => ({ label: say('missing'), value: number })),
    ]),
    ...(reason === '' ? [] : [{ label: say('reason'), value: reason }]),
    ...told.map(({ kind, text }) => ({ label: papers.text(desk, `shifts.log.kind.${kind}`), value: text })),
    ...(note === '' ? [] : [{ label: say('note'), value: note }]),
  ];
}

/** Numbered sheets are told from the first blank to the last, everything else as books / counted. */
function standing({ expected, counted }: HandedLine, numbers: HandoverLine['numbers']): string {
  return numbers ? `${numbers.first}–${numbers.last}` : `${points(expected)} / ${points(counted ?? expected)}`;
}

/** Whose names stand on the sheet beside the one who signs it. */
export async function peopleOf(
  db: SqlReads,
  { deskId }: ShiftRow,
  approverId: string | undefined,
): Promise<Pick<HandedOver, 'incoming' | 'supervisor'>> {
  const next = await shiftAtDesk(db, deskId);
  const approver = approverId
    ? await db.one<{ name: string }>('SELECT name FROM staff WHERE id = ?', [approverId])
    : undefined;
  return { incoming: next?.clerkName, supervisor: approver?.name };
}
