import { Injectable } from '@nestjs/common';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateTime, money, points, signedMoney } from '../../platform/views/format.js';
import type { FormModel } from '../../platform/views/form-model.js';
import type { HandoverLine, HandoverObstacle, NumberStrip } from '../../venue/handover-parts.js';
import type { BagRow } from '../bag-rows.js';
import type { CountRow } from '../drawer-counts.js';
import type { DutyRow } from '../duty-log.js';
import type { SheetRow } from '../handover-sheets.js';
import { isCounted, lineState } from '../rules/bag-lines.js';
import { differenceOf } from '../rules/blind-count.js';
import { DENOMINATIONS, fieldOf } from '../rules/denominations.js';
import type { DrawerMoveRow, ShiftRow } from '../shift-rows.js';
import { rowsOfTender } from './figure-groups.js';
import { ShiftPresenter } from './shift.presenter.js';

/** The handover in the words of the reader; before the count stands it says no expected figure (H12). */
@Injectable()
export class HandoverPresenter {
  constructor(private readonly shifts: ShiftPresenter) {}

  /** What the page waits for, when it is not this reader's turn. */
  waiting(locale: Locale, { state, clerkName, takerName }: ShiftRow, mine: boolean): string | undefined {
    if (mine && ['OPEN', 'CUT', 'COUNTED', 'REFUSED'].includes(state)) return undefined;
    return this.shifts.say(locale, `waiting.${state}`, { who: takerName ?? clerkName });
  }

  countForm(form: FormModel, counts: readonly CountRow[]) {
    return {
      form,
      recount: counts.at(-1)?.verdict === 'RECOUNT',
      rows: DENOMINATIONS.map((value, index) => ({
        name: fieldOf(value),
        label: value >= 100 ? String(value / 100) : (value / 100).toFixed(1),
        fen: value,
        value: form.values[fieldOf(value)] ?? '',
        error: form.errors[fieldOf(value)],
        first: index === 0,
      })),
    };
  }

  /** Both counts, then what was expected down to its rows, then over and short apart. */
  counted(locale: Locale, shift: ShiftRow, counts: readonly CountRow[], moves: readonly DrawerMoveRow[]) {
    const last = counts.at(-1);
    if (!last) return undefined;
    const pieces = DENOMINATIONS.filter((value) => last.counts[value]).map((value) => ({
      cells: [
        { text: money(value) },
        { text: points(last.counts[value] ?? 0) },
        { text: money(value * (last.counts[value] ?? 0)) },
      ],
    }));
    return {
      pieces,
      pieceColumns: this.shifts.columns(locale, 'denomination', 'pieces', 'amount'),
      earlier: counts
        .slice(0, -1)
        .map((count) =>
          this.shifts.say(locale, 'count.earlier', { time: clockTime(count.at), amount: money(count.countedFen) }),
        ),
      equation: this.shifts.equation(locale, shift, moves).rows,
      equationColumns: this.shifts.columns(locale, 'line', 'amount'),
      totals: this.differences(locale, last),
      result: {
        label: this.shifts.say(locale, 'counted'),
        note: undefined,
        value: money(last.countedFen),
        tone: undefined,
      },
    };
  }

  lines(locale: Locale, lines: readonly HandoverLine[], sheet: SheetRow | undefined) {
    return lines.map((line) => {
      const handed = sheet?.lines.find(({ key }) => key === line.key);
      const counted = handed?.counted ?? null;
      const state = lineState(line, handed);
      const tone = { missing: 'bad', differs: 'bad', toCount: 'warn', agrees: 'ok' }[state];
      return {
        cells: [
          { text: this.label(locale, line), ...(line.href === undefined ? {} : { href: line.href }) },
          { text: isCounted(line) && counted === null ? '' : points(handed?.expected ?? line.expected) },
          { text: counted === null ? '' : points(counted), note: (handed?.missing ?? []).join(' ') },
          { text: '', badge: { text: this.shifts.say(locale, `check.${state}`), tone } },
        ],
      };
    });
  }

  sheet(locale: Locale, shiftId: string, sheet: SheetRow) {
    const say = (key: string): string => this.shifts.say(locale, key);
    return {
      href: `/documents/${sheet.documentId}`,
      rows: [
        { label: say('paper.sign.outgoing'), value: sheet.signedByName, note: dateTime(sheet.signedAt) },
        ...(sheet.floatFen === 0
          ? []
          : [{ label: say(`floatTo.${sheet.floatTo}`), value: money(sheet.floatFen), note: undefined }]),
        ...sheet.tenders.map(({ kind, booksFen, typedFen, digits }) => ({
          label: say(`paper.${kind}`),
          value: money(booksFen),
          href: rowsOfTender(shiftId, kind),
          note: typedFen === null ? (digits ?? '') : money(typedFen),
        })),
        ...(sheet.reason === null
          ? []
          : [{ label: say('paper.reason'), value: sheet.reason, note: sheet.approvedByName ?? undefined }]),
        ...(sheet.note === '' ? [] : [{ label: say('paper.note'), value: sheet.note, note: undefined }]),
      ],
    };
  }

  bags(locale: Locale, bags: readonly BagRow[]) {
    return bags.map((bag) => ({
      cells: [
        { text: bag.number ?? this.shifts.say(locale, 'paper.inHand') },
        { text: this.shifts.say(locale, `bag.state.${bag.state}`) },
        { text: money(bag.takingsFen + bag.floatFen) },
      ],
    }));
  }

  obstacles(locale: Locale, obstacles: readonly HandoverObstacle[]) {
    return obstacles.map(({ key, params, href = '/handover' }) => ({
      href,
      text: this.shifts.text(locale, key, params),
      badge: undefined,
      aside: '',
    }));
  }

  notes(rows: readonly DutyRow[], locale: Locale) {
    return rows.map(({ kind, text, at, byName }) => ({
      time: clockTime(at),
      title: text,
      note: this.shifts.say(locale, `log.kind.${kind}`),
      who: byName,
    }));
  }

  private differences(locale: Locale, { countedFen, expectedFen }: CountRow) {
    const { overFen, shortFen } = differenceOf(countedFen, expectedFen);
    return [
      {
        label: this.shifts.say(locale, 'equation.expected'),
        note: undefined,
        value: money(expectedFen),
        tone: undefined,
      },
      {
        label: this.shifts.say(locale, 'over'),
        note: undefined,
        value: overFen > 0 ? signedMoney(overFen) : money(0),
        tone: overFen > 0 ? 'warn' : undefined,
      },
      {
        label: this.shifts.say(locale, 'short'),
        note: undefined,
        value: shortFen > 0 ? signedMoney(-shortFen) : money(0),
        tone: shortFen > 0 ? 'bad' : undefined,
      },
    ];
  }

  strip(locale: Locale, line: HandoverLine, strip: NumberStrip) {
    return { label: this.label(locale, line), range: this.label(locale, strip), cells: strip.cells };
  }

  label(locale: Locale, { labelKey, labelParams }: Pick<HandoverLine, 'labelKey' | 'labelParams'>): string {
    return this.shifts.text(locale, labelKey, labelParams);
  }
}
