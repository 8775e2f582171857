import { Injectable, Logger } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { type HealthSign, HealthSigns } from '../platform/http/health-signs.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { LayoutModel } from '../platform/views/layout-model.js';
import { ApprovalsQueries } from '../staff/approvals/approvals.queries.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StoresService } from '../venue/stores.service.js';
import { TonightFacts } from './tonight-facts.js';

type Tonight = Pick<LayoutModel, 'venueName' | 'health' | 'pendingApprovals' | 'tonight'>;

const unreadable: HealthSign = { name: 'health', state: 'warn', key: 'desk.health.unknown' };
const severity = { ok: 0, warn: 1, bad: 2 } as const;

/**
 * What stands in the bar above every page: the venue, the worst sign of health, approvals waiting for this person. The
 * frame also surrounds error pages, so what cannot be read is left out instead of failing the page.
 */
@Injectable()
export class DeskState {
  private readonly logger = new Logger(DeskState.name);

  constructor(
    private readonly signs: HealthSigns,
    private readonly stores: StoresService,
    private readonly approvals: ApprovalsQueries,
    private readonly facts: TonightFacts,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async of(desk: DeskContext | undefined, locale: Locale): Promise<Tonight> {
    const product = this.i18n.t(locale, 'desk.product');
    return {
      venueName: await this.orElse(product, async () => (await this.stores.venue(this.reader))?.name ?? product),
      health: await this.health(locale),
      tonight: desk ? await this.orElse([], () => this.facts.of(desk)) : [],
      pendingApprovals: desk ? await this.orElse(0, () => this.approvals.countFor(desk)) : 0,
    };
  }

  /** Signs that ask for somebody, the worst first; that they cannot be read is a sign too. */
  warnings(): Promise<readonly HealthSign[]> {
    return this.worstFirst(() => this.signs.all());
  }

  private worstFirst(look: () => Promise<readonly HealthSign[]>): Promise<readonly HealthSign[]> {
    return this.orElse([unreadable], async () => {
      const signs = await look();
      return signs.filter(({ state }) => state !== 'ok').toSorted((a, b) => severity[b.state] - severity[a.state]);
    });
  }

  private async health(locale: Locale): Promise<Tonight['health']> {
    const [worst] = await this.worstFirst(() => this.signs.recent());
    if (!worst) return { state: 'ok', text: this.i18n.t(locale, 'desk.health.ok') };
    return { state: worst.state, text: this.i18n.t(locale, worst.key, worst.params) };
  }

  private async orElse<T>(instead: T, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      this.logger.error(`part of the frame could not be read: ${String(error)}`);
      return instead;
    }
  }
}
