import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { Tone } from '../platform/views/layout-model.js';
import type { IconName } from '../platform/views/icons.js';
import type { Tier } from '../venue/rules/policy-schema.js';
import { MemberFigures } from './member-figures.js';
import { maskCardNo } from './rules/masks.js';
import { PersonFields, type SealedPerson } from './sealed-person.js';

/** What the strip is made of; a `CardHolder` is one. */
export interface StripSource extends SealedPerson {
  readonly membershipId: string;
  readonly tier: Tier;
  readonly cardNo?: string | null;
}

/** `member=` of the partial `member-strip`: who is being served, masked. */
export interface MemberStrip {
  readonly initial: string;
  readonly name: string;
  readonly salutation: string;
  readonly badges: readonly { readonly text: string; readonly tone: Tone; readonly icon?: IconName }[];
  readonly meta: readonly string[];
  readonly figureLabel: string;
  /** Empty when no room keeps a figure. */
  readonly figure: string;
  readonly href: string;
}

const tierLook: Record<Tier, { tone: Tone; icon?: IconName }> = {
  ORDINARY: { tone: 'plain' },
  VIP: { tone: 'gold', icon: 'star' },
  GOLD: { tone: 'gold', icon: 'crown' },
};

/** Writes the strip that stands above every act for a member: 张** 先生, 138****5678, **** 4321, tier and balance. */
@Injectable()
export class MemberStrips {
  constructor(
    private readonly fields: PersonFields,
    private readonly figures: MemberFigures,
    private readonly i18n: I18n,
  ) {}

  /** The strip with the figure of the room that keeps one. */
  async strip(db: SqlReads, source: StripSource, locale: Locale): Promise<MemberStrip> {
    const figure = await this.figures.of(db, source.membershipId);
    const name = this.nameOf(source, locale);
    return {
      initial: [...name][0] ?? '',
      name,
      salutation: source.sealedName === null ? '' : this.i18n.t(locale, `members.title.${source.title}`),
      badges: [this.tierBadge(source.tier, locale)],
      meta: [this.fields.maskedPhone(source), source.cardNo ? maskCardNo(source.cardNo) : ''].filter(
        (text) => text !== '',
      ),
      figureLabel: figure ? this.i18n.t(locale, figure.labelKey) : '',
      figure: figure?.value ?? '',
      href: `/members/${source.membershipId}`,
    };
  }

  tierBadge(tier: Tier, locale: Locale): MemberStrip['badges'][number] {
    return { text: this.i18n.t(locale, `members.tier.${tier}`), ...tierLook[tier] };
  }

  private nameOf(source: StripSource, locale: Locale): string {
    if (source.erasedAt !== null) return this.i18n.t(locale, 'members.erased');
    return source.sealedName === null ? this.i18n.t(locale, 'cards.kind.UNNAMED') : this.fields.maskedName(source);
  }
}
