import { Injectable } from '@nestjs/common';
import { HealthSigns } from '../platform/http/health-signs.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { LayoutModel } from '../platform/views/layout-model.js';
import type { DeskContext } from '../staff/desk-context.js';

type Tonight = Pick<LayoutModel, 'venueName' | 'health' | 'pendingApprovals'>;

const severity = { ok: 0, warn: 1, bad: 2 } as const;

/** What stands in the bar above every page: the venue, the worst sign of health, approvals waiting for this person. */
@Injectable()
export class DeskState {
  constructor(
    private readonly signs: HealthSigns,
    private readonly i18n: I18n,
  ) {}

  async of(_desk: DeskContext | undefined, locale: Locale): Promise<Tonight> {
    const signs = await this.signs.all();
    const [worst] = [...signs].sort((a, b) => severity[b.state] - severity[a.state]);
    return {
      venueName: this.i18n.t(locale, 'desk.product'),
      health: worst
        ? { state: worst.state, text: this.i18n.t(locale, worst.key, worst.params) }
        : { state: 'ok', text: this.i18n.t(locale, 'desk.health.ok') },
      pendingApprovals: 0,
    };
  }
}
