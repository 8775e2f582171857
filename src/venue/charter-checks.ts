import { Injectable } from '@nestjs/common';
import { calendarDate } from '../kernel/business-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { money } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import { CharterService } from './charter.service.js';
import { PolicyService } from './policy.service.js';
import { type CharterClauses, clauseField, tickField } from './rules/charter-clauses.js';
import { CHARTER_ITEMS, differingFigures, missingItems, voidClauses } from './rules/charter-lint.js';
import type { Policy } from './rules/policy-schema.js';

/** The text guests sign beside the law and beside the policy (facts §1.3): twelve items, void clauses, figures. */
@Injectable()
export class CharterChecks {
  constructor(
    private readonly charters: CharterService,
    private readonly policies: PolicyService,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  /** What the page of the charter says about a text; `clauses`: of the text in force, as they were kept. */
  async view(desk: DeskContext, text: string, clauses: string | null) {
    const { locale } = desk;
    const date = desk.businessDate ?? calendarDate(this.clock.now());
    const say = (key: string, params = {}) => this.i18n.t(locale, `venue.charter.${key}`, params);
    return {
      items: this.items(locale, text, clauses),
      clauses: voidClauses(text).map(({ clause, words }) => say(`clause.${clause}`, { words })),
      figures: this.sentences(desk, text, await this.policies.current(this.reader, desk.store.id, date)),
    };
  }

  /** The twelve items, each with what a search for its words found and the fields that want an answer. */
  items(locale: Locale, text: string, clauses: string | null) {
    const missing = missingItems(text);
    const said = clauses === null ? undefined : (JSON.parse(clauses) as Partial<CharterClauses>);
    const say = (key: string, params = {}) => this.i18n.t(locale, `venue.charter.${key}`, params);
    return CHARTER_ITEMS.map((item, index) => ({
      text: `${index + 1} ${say(`item.${item}`)}`,
      tick: tickField(item),
      clause: clauseField(item),
      where: say('where', { n: index + 1 }),
      stands: said?.[item] === undefined ? undefined : say('stands', { clause: said[item] }),
      badge: missing.includes(item)
        ? { text: say('itemMissing'), tone: 'warn' }
        : { text: say('itemThere'), tone: 'ok' },
    }));
  }

  /** Figures the charter of that date names otherwise than the policy, a sentence each. */
  async againstPolicy(desk: DeskContext, policy: Policy, date: string): Promise<string[]> {
    const charter = await this.charters.current(this.reader, date);
    return charter ? this.sentences(desk, charter.text, policy) : [];
  }

  private sentences({ locale }: DeskContext, text: string, policy: Policy): string[] {
    return differingFigures(text, policy).map(({ figure, charterFen, policyFen }) =>
      this.i18n.t(locale, 'venue.charter.differs', {
        figure: this.i18n.t(locale, `venue.charter.figure.${figure}`),
        charter: money(charterFen),
        policy: money(policyFen),
      }),
    );
  }
}
