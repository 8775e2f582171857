import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { FormModel } from '../platform/views/form-model.js';
import { clockTime, money, points } from '../platform/views/format.js';
import type { CardKindPolicy, Policy } from '../venue/rules/policy-schema.js';
import { CardWords } from './card-words.js';
import type { OpenDraft } from './enrolment-drafts.js';

export interface OfferSource {
  readonly policy: Policy;
  /** Tonight's amount in fen, when the clerk asked. */
  readonly spentFen: number | null;
  readonly drafts: readonly (OpenDraft & { readonly startedByName: string })[];
  readonly counts: { readonly enrolled: number; readonly declined: number };
  readonly lookForm: FormModel;
  readonly startForm: FormModel;
  readonly declineForm: FormModel;
}

/** The offer, before any field is typed: papers, fee, what it brings, what it brings tonight (003E-095). */
@Injectable()
export class OfferPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly words: CardWords,
  ) {}

  page(source: OfferSource, locale: Locale): object {
    const { policy, spentFen, counts } = source;
    return {
      kinds: policy.cardKinds.map((kind) => this.kind(kind, policy, spentFen, locale)),
      suggestion: spentFen === null ? undefined : this.suggestion(spentFen, policy, locale),
      counts: this.i18n.t(locale, 'cards.offer.counts', counts),
      drafts: this.drafts(source.drafts, locale),
      lookForm: source.lookForm,
      startForm: source.startForm,
      declineForm: source.declineForm,
    };
  }

  private kind(kind: CardKindPolicy, policy: Policy, spentFen: number | null, locale: Locale): object {
    const { code, feeFen, validityMonths, papers } = kind;
    return {
      code,
      label: this.words.kind(locale, code),
      fee: `¥${money(feeFen)}`,
      papers: papers.map((paper) => this.i18n.t(locale, `cards.papers.${paper}`)),
      validity:
        validityMonths === null
          ? this.i18n.t(locale, 'cards.withoutEnd')
          : this.i18n.t(locale, 'cards.offer.months', { months: validityMonths }),
      benefits: this.words.benefits(locale, code),
      tonight: this.tonightLine(spentFen, policy, locale),
    };
  }

  private suggestion(spentFen: number, policy: Policy, locale: Locale): string {
    const params = { amount: money(spentFen), points: this.tonight(spentFen, policy) };
    return this.i18n.t(locale, 'cards.offer.suggestion', params);
  }

  private tonightLine(spentFen: number | null, policy: Policy, locale: Locale): string {
    const yuan = this.rate(policy);
    if (spentFen === null) return this.i18n.t(locale, 'cards.offer.rate', { yuan });
    return this.i18n.t(locale, 'cards.offer.tonight', { yuan, points: this.tonight(spentFen, policy) });
  }

  private tonight(spentFen: number, { points: { unitFen } }: Policy): string {
    return points(Math.floor(spentFen / unitFen));
  }

  private rate({ points: { unitFen } }: Policy): string {
    return money(unitFen);
  }

  private drafts(drafts: OfferSource['drafts'], locale: Locale): object {
    const t = (key: string) => this.i18n.t(locale, key);
    return {
      columns: [
        { label: t('cards.draft.kind') },
        { label: t('cards.draft.startedBy') },
        { label: t('cards.draft.startedAt') },
        { label: '' },
      ],
      rows: drafts.map(({ id, kindCode, startedByName, startedAt }) => ({
        cells: [
          { text: this.words.kind(locale, kindCode) },
          { text: startedByName },
          { text: clockTime(startedAt) },
          { text: '', action: { label: t('cards.draft.continue'), href: `/enrolments/${id}` } },
        ],
      })),
    };
  }
}
