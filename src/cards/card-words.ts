import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';

/** Names of kinds and states. A kind is data of the policy: one that has no words here is called by its code. */
@Injectable()
export class CardWords {
  constructor(private readonly i18n: I18n) {}

  kind(locale: Locale, code: string): string {
    return this.i18n.has(`cards.kind.${code}`) ? this.i18n.t(locale, `cards.kind.${code}`) : code;
  }

  /** What a card of this kind brings, a line each. */
  benefits(locale: Locale, code: string): string[] {
    const key = this.i18n.has(`cards.benefits.${code}`) ? `cards.benefits.${code}` : 'cards.benefits.MEMBER';
    return this.i18n.t(locale, key).split('\n');
  }

  state(locale: Locale, state: string): string {
    return this.i18n.t(locale, `cards.state.${state}`);
  }
}
