import { Injectable } from '@nestjs/common';
import type { TonightFact } from '../../desk/tonight-facts.js';
import { Reader } from '../../platform/database/reader.js';
import { clockTime } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { SHIFT_POSTINGS } from '../rules/drawer-equation.js';
import { shiftOfClerk, type ShiftRow } from '../shift-rows.js';
import { Preparation } from './preparation.js';
import { ShiftPresenter } from './shift.presenter.js';

/** The own shift and its drawer in the bar above every page: no figure stands there, the count at the end is blind (H12). */
@Injectable()
export class ShiftTonight {
  constructor(
    private readonly prepare: Preparation,
    private readonly present: ShiftPresenter,
    private readonly reader: Reader,
  ) {}

  async facts(desk: DeskContext): Promise<TonightFact[]> {
    if (!mayDo(desk.person.roles, 'shifts.open')) return [];
    const shift = await shiftOfClerk(this.reader, desk.person.id);
    if (shift) return [await this.shift(desk, shift), ...(await this.drawer(desk, shift))];
    if (!desk.terminal || desk.businessDate === null) return [];
    return [this.fact(desk, 'shift', 'none', 'warn')];
  }

  private async shift(desk: DeskContext, shift: ShiftRow): Promise<TonightFact> {
    const { due, overdue, until } = await this.prepare.standing(shift);
    const params = { until, template: shift.template, time: clockTime(shift.openedAt) };
    const isOpen = shift.state === 'OPEN';
    const value = !isOpen ? 'handing' : overdue ? 'overdue' : due ? 'prepare' : 'since';
    return {
      ...this.fact(desk, 'shift', value, overdue ? 'bad' : value === 'since' ? 'plain' : 'warn', params),
      href: isOpen ? '/shifts' : `/handover/${shift.id}`,
    };
  }

  private async drawer(desk: DeskContext, { id, state }: ShiftRow): Promise<TonightFact[]> {
    if (state !== 'OPEN') return [];
    const { floatDrawn, floatPassed } = SHIFT_POSTINGS;
    const float = await this.reader.one(
      "SELECT t.id FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id WHERE a.owner = ? AND a.kind = 'cash.drawer' AND t.kind IN (?, ?) LIMIT 1",
      [id, floatDrawn, floatPassed],
    );
    return [this.fact(desk, 'float', float ? 'drawn' : 'notDrawn', float ? 'plain' : 'warn')];
  }

  private fact(
    { locale }: DeskContext,
    label: 'shift' | 'float',
    value: string,
    tone: TonightFact['tone'],
    params: Readonly<Record<string, string>> = {},
  ): TonightFact {
    const say = (key: string): string => this.present.say(locale, `tonight.${key}`, params);
    // 「A 班」 says by itself what it is
    return { label: label === 'float' ? say(label) : '', value: say(value), href: '/shifts', tone };
  }
}
