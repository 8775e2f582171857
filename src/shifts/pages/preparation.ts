import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { HandoverParts } from '../../venue/handover-parts.js';
import { PolicyService } from '../../venue/policy.service.js';
import { asksOf } from '../rules/bag-lines.js';
import { overdueFrom, untilEnd } from '../rules/shift-times.js';
import type { ShiftRow } from '../shift-rows.js';
import { ShiftPresenter } from './shift.presenter.js';

/** Where an open shift stands against its template: serving, to be prepared for the next (T−30 min), or long over. */
export interface Standing {
  readonly due: boolean;
  readonly overdue: boolean;
  /** 'HH:MM' at which the template ends; empty when the policy no longer has it. */
  readonly until: string;
}

/** T−30 min (003E-072): what to sort and count now, and what is still open; red when the night is long over. */
@Injectable()
export class Preparation {
  constructor(
    private readonly parts: HandoverParts,
    private readonly policies: PolicyService,
    private readonly present: ShiftPresenter,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  async standing(shift: ShiftRow): Promise<Standing> {
    const { shifts } = await this.policies.current(this.reader, shift.storeId, shift.businessDate);
    const template = shifts.templates.find(({ code }) => code === shift.template);
    const now = this.clock.now();
    const left = template ? untilEnd(template, shift.businessDate, now) : 0;
    const overdue = now >= overdueFrom(shift.businessDate, shifts.overdueAt);
    return { due: left <= shifts.prepareMinutes * 60_000, overdue, until: template?.to ?? '' };
  }

  /** What keeps the shift from being handed over, and what a hand must count: the count is blind, so no figure of the books stands here. */
  async list(locale: Locale, shift: ShiftRow) {
    const obstacles = await this.parts.obstacles(this.reader, shift);
    const asks = asksOf(await this.parts.lines(this.reader, shift), new Set());
    const item = (href: string, text: string) => ({ href, text, badge: undefined, aside: '' });
    return {
      obstacles: obstacles.map(({ key, params, href = '/handover' }) =>
        item(href, this.present.text(locale, key, params)),
      ),
      toCount: asks.map((ask) => item(ask.lines[0].href ?? '/handover', this.present.asked(locale, ask))),
    };
  }
}
