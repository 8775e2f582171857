import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { FormModel } from '../platform/views/form-model.js';
import { dateTime, money } from '../platform/views/format.js';
import { PRIVACY_NOTICE_VERSION } from '../members/consents.js';
import type { FoundMember } from '../members/member-search.js';
import { PersonFields } from '../members/sealed-person.js';
import { ID_DOCUMENT_TYPES } from '../members/rules/id-document.js';
import { TITLES } from '../members/rules/salutation.js';
import type { Charter } from '../venue/charter.service.js';
import type { CardKindPolicy } from '../venue/rules/policy-schema.js';
import { CardWords } from './card-words.js';
import type { OpenDraft } from './enrolment-drafts.js';
import { MONEY_TENDERS } from '../venue/rules/tender-kinds.js';

export interface EnrolmentPageSource {
  readonly form: FormModel;
  readonly draft: OpenDraft;
  readonly startedByName: string;
  readonly kind: CardKindPolicy;
  readonly charter: Charter | undefined;
  readonly check: EnrolmentCheck;
}

/** What can be told while the clerk still types. */
export interface EnrolmentCheck {
  readonly likely: readonly FoundMember[];
  readonly underAge: boolean;
  readonly adultAge: number;
  readonly feeFen: number;
  /** Null until enough cash was typed. */
  readonly changeFen: number | null;
}

/** The page of two columns: reading and signing beside the fields; fee and card last (H24). */
@Injectable()
export class EnrolmentPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly words: CardWords,
    private readonly fields: PersonFields,
  ) {}

  page({ form, draft, startedByName, kind, charter, check }: EnrolmentPageSource, locale: Locale): object {
    const t = (key: string, params?: Readonly<Record<string, string | number>>) => this.i18n.t(locale, key, params);
    const options = (keys: readonly string[], prefix: string) =>
      keys.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
    return {
      form,
      refuseAction: `/enrolments/${draft.id}/refuse`,
      declineAction: `/enrolments/${draft.id}/decline`,
      saveAction: `/enrolments/${draft.id}/save`,
      checkAction: `/enrolments/${draft.id}/check`,
      title: t('cards.enrol.title', { kind: this.words.kind(locale, kind.code) }),
      note: t('cards.enrol.note', { name: startedByName, until: dateTime(draft.expiresAt) }),
      notice: t(`members.privacyNotice.v${PRIVACY_NOTICE_VERSION}`).split('\n'),
      charter: charter && {
        title: t('cards.enrol.charter', { number: charter.number }),
        lines: charter.text.split('\n'),
      },
      ways: options(['PAD', 'PAPER'], 'cards.way'),
      adults: options(['DOCUMENT_SEEN', 'PLAINLY_ADULT'], 'cards.adult'),
      documents: options(
        ID_DOCUMENT_TYPES.filter((type) => type !== 'STUDENT_ID'),
        'members.document',
      ),
      titles: options(TITLES, 'members.title'),
      calendars: options(['SOLAR', 'LUNAR'], 'members.calendar'),
      tenders: kind.feeFen === 0 ? [] : options(MONEY_TENDERS, 'cards.tender'),
      fee: `¥${money(kind.feeFen)}`,
      feeFen: kind.feeFen,
      change: check.changeFen === null ? undefined : money(check.changeFen),
      student: kind.proof === 'STUDENT_ID',
      check: this.check(check, locale),
    };
  }

  check({ likely, underAge, adultAge }: EnrolmentCheck, locale: Locale): object {
    return {
      underAge: underAge ? this.i18n.t(locale, 'error.cards.adult.underAge', { age: adultAge }) : undefined,
      likely: likely.map((member) => ({
        text: `${this.fields.maskedName(member)} ${this.fields.maskedPhone(member)}`,
        tier: this.i18n.t(locale, `members.tier.${member.tier}`),
        href: `/members/${member.membershipId}`,
      })),
    };
  }
}
