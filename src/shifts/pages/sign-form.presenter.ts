import { Injectable } from '@nestjs/common';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { points } from '../../platform/views/format.js';
import type { HandoverLine } from '../../venue/handover-parts.js';
import { type Ask, asksOf, isCounted, tenderField, typedFields } from '../rules/bag-lines.js';
import { floatAtMost } from '../rules/drawer-equation.js';
import { rowsOfTender } from './figure-groups.js';
import { ShiftPresenter } from './shift.presenter.js';

/** The form under which the outgoing clerk signs: what a hand counts, what the books know, the acquirers and the float. */
@Injectable()
export class SignFormPresenter {
  constructor(private readonly shifts: ShiftPresenter) {}

  defaults(floatFen: number, countedFen: number, nextOpen: boolean): Record<string, string> {
    const keep = floatAtMost(floatFen, countedFen);
    return { floatTo: nextOpen && keep > 0 ? 'NEXT' : 'BAG', floatFen: (keep / 100).toFixed(2) };
  }

  /** `problem`: what was refused; a pile that did not agree is asked for line by line from then on. */
  fields(
    locale: Locale,
    shiftId: string,
    lines: readonly HandoverLine[],
    tenders: readonly { kind: string }[],
    problem: FormProblem | undefined,
  ) {
    const apart = new Set([...typedFields(problem?.values ?? {}), ...Object.keys(problem?.errors ?? {})]);
    return {
      touched: asksOf(lines, apart).map((ask) => this.ask(locale, ask)),
      known: lines
        .filter((line) => !isCounted(line))
        .map(({ labelKey, labelParams, counted, expected, href }) => ({
          label: this.shifts.text(locale, labelKey, labelParams),
          value: points(counted ?? expected),
          href,
        })),
      tenders: tenders.map(({ kind }) => ({
        total: tenderField(kind, 'total'),
        digits: tenderField(kind, 'digits'),
        label: this.shifts.say(locale, `paper.${kind}`),
        rows: rowsOfTender(shiftId, kind),
      })),
      floatOptions: ['NEXT', 'BAG'].map((value) => ({ value, label: this.shifts.say(locale, `floatTo.${value}`) })),
    };
  }

  private ask(locale: Locale, ask: Ask<HandoverLine>) {
    const { field, isPile } = ask;
    const { numbers, pile } = ask.lines[0];
    const aNumber = numbers !== undefined && !isPile;
    const hint = aNumber ? 'shifts.sign.firstBlank' : ((isPile ? pile?.hintKey : undefined) ?? 'shifts.sign.pieces');
    return {
      name: field,
      label: this.shifts.asked(locale, ask),
      kind: aNumber ? 'code' : 'count',
      hint: this.shifts.text(locale, hint),
    };
  }
}
