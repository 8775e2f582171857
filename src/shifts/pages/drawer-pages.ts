import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { money } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { type BagRow, bagsOfShift } from '../bag-rows.js';
import { movesOf, type ShiftRow, tendersOf } from '../shift-rows.js';
import { FigureGroups, rowsOfTender } from './figure-groups.js';
import { Preparation } from './preparation.js';
import { ShiftPresenter } from './shift.presenter.js';

export const DRAWER_FORMS = ['float', 'float-return', 'drop', 'rounding', 'counterfeit'] as const;
export type DrawerForm = (typeof DRAWER_FORMS)[number];

/** The clerk's own drawer: what must be in it, what may be done with it, and when to prepare the handover. */
@Injectable()
export class DrawerPages {
  constructor(
    private readonly prepare: Preparation,
    private readonly figures: FigureGroups,
    private readonly present: ShiftPresenter,
    private readonly reader: Reader,
  ) {}

  /** `wrong`: the form that was refused, with what was typed; the others stand empty beside it. */
  async page(
    desk: DeskContext,
    shift: ShiftRow,
    wrong?: { form: DrawerForm; problem: FormProblem },
  ): Promise<PageAnswer> {
    const { locale } = desk;
    const moves = await movesOf(this.reader, shift.id);
    const blind = this.present.isBlind(desk, shift);
    const forms = DRAWER_FORMS.map((name): [string, FormModel] => {
      const form = emptyForm(`/drawer/${name}`, uuidv7());
      return [name.replace('-', ''), wrong?.form === name ? { ...form, ...wrong.problem } : form];
    });
    const model = {
      title: this.present.name(locale, shift),
      badges: this.present.badges(locale, shift),
      note: this.present.opened(locale, shift),
      equation: blind ? undefined : this.present.equation(locale, shift, moves),
      equationColumns: this.present.columns(locale, 'line', 'amount'),
      groups: await this.figures.of(desk, shift, blind),
      columns: this.present.columns(locale, 'time', 'what', 'paper', 'amount'),
      tenders: blind ? [] : await this.tenders(locale, shift.id),
      forms: Object.fromEntries(forms),
      wrong: wrong?.form,
      cut: emptyForm('/handover/cut', uuidv7()),
      ...(await this.preparation(locale, shift)),
      bags: this.bagRows(locale, await bagsOfShift(this.reader, shift.id)),
      bagColumns: this.present.columns(locale, 'bag', 'state', 'amount'),
    };
    return page('shifts/drawer', model, { titleKey: 'shifts.title', ...(wrong ? { status: 422 } : {}) });
  }

  bagRows(locale: Locale, bags: readonly BagRow[]) {
    return bags.map((bag) => ({
      cells: [
        {
          text: bag.number ?? this.present.say(locale, `bag.source.${bag.source}`),
          note: bag.number === null ? '' : this.present.say(locale, `bag.source.${bag.source}`),
        },
        { text: this.present.say(locale, `bag.state.${bag.state}`) },
        { text: money(bag.takingsFen + bag.floatFen) },
      ],
    }));
  }

  /** What other tenders took, each with the way to its rows. */
  async tenders(locale: Locale, shiftId: string) {
    const rows = await tendersOf(this.reader, shiftId);
    return rows.map(({ kind, fen }) => ({
      cells: [
        { text: this.present.say(locale, `paper.${kind}`), href: rowsOfTender(shiftId, kind) },
        { text: money(fen) },
      ],
    }));
  }

  private async preparation(locale: Locale, shift: ShiftRow) {
    const { due, overdue } = await this.prepare.standing(shift);
    const list = due ? await this.prepare.list(locale, shift) : { obstacles: [], toCount: [] };
    return { overdue, prepare: due, ...list };
  }
}
