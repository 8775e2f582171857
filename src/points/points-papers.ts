import { Injectable } from '@nestjs/common';
import type { CardHolder } from '../cards/card-lookup.js';
import { maskCardNo } from '../members/rules/masks.js';
import { salutation } from '../members/rules/salutation.js';
import { PersonFields } from '../members/sealed-person.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { dateTime, money, points as pointsText, signedPoints } from '../platform/views/format.js';
import type { DocumentStamp } from '../platform/printing/documents.service.js';
import type { CopySpec } from '../platform/printing/copy-frame.js';
import { Receipt } from '../platform/printing/receipt.js';
import type { CreditQuote } from './credit-quote.js';

/** Who acts, as it stands on the paper, and where it is printed. */
export interface Clerk {
  readonly name: string;
  readonly storeName: string;
  /** Network printer; null when the browser prints. */
  readonly printerId: string | null;
  readonly locale: Locale;
}

export interface BalanceLine {
  readonly before: number;
  /** Signed. */
  readonly change: number;
}

export interface AdjustmentPaper extends BalanceLine {
  readonly titleKey:
    | 'points.paper.undoTitle'
    | 'points.paper.adjustTitle'
    | 'points.paper.expiryReversedTitle'
    | 'points.paper.forfeitTitle';
  /** Null when no card leads to the member any more: the paper names nobody. */
  readonly holder: CardHolder | null;
  readonly facts: readonly { readonly labelKey: string; readonly value: string }[];
}

/** Writes the papers of this room. Names and phones on them are masked; the body is sealed under the guest's key all the same. */
@Injectable()
export class PointsPapers {
  constructor(
    private readonly fields: PersonFields,
    private readonly i18n: I18n,
  ) {}

  /** 积分确认单 (003E-004): before, this time, now; what earned and until when it lasts. */
  confirmation(clerk: Clerk, quote: CreditQuote): (stamp: DocumentStamp) => Receipt {
    const { slip, baseFen, standing, points, expiresOn } = quote;
    return (stamp) => {
      const say = this.sayer(clerk.locale);
      const receipt = this.head(clerk, say('points.paper.title'), stamp);
      this.member(receipt, clerk, quote.holder)
        .pair(say('points.paper.slip'), `${slip.slipNo} / ${slip.roomNo}`)
        .rule();
      receipt.pair(say('points.paper.base'), money(baseFen)).pair(say('points.paper.rate'), `× ${quote.multiplier}`);
      this.balance(receipt, clerk, { before: standing.balance, change: points });
      if (standing.debtPoints > 0) {
        receipt.pair(say('points.paper.repaid'), pointsText(Math.min(points, standing.debtPoints)));
      }
      if (points > standing.debtPoints) receipt.pair(say('points.paper.expiresOn'), expiresOn);
      return receipt.rule().centre(say('points.paper.thanks'));
    };
  }

  /** 积分撤销单, 积分调整单: what was taken or added, why, and what it leaves. */
  adjustment(clerk: Clerk, paper: AdjustmentPaper): (stamp: DocumentStamp) => Receipt {
    return (stamp) => {
      const say = this.sayer(clerk.locale);
      const receipt = this.head(clerk, say(paper.titleKey), stamp);
      if (paper.holder) this.member(receipt, clerk, paper.holder);
      for (const { labelKey, value } of paper.facts) receipt.pair(say(labelKey), value);
      return this.balance(receipt.rule(), clerk, paper);
    };
  }

  /** 积分到期清单: figures only, no guest is named on it. */
  expiry(clerk: Clerk, run: { businessDate: string; lots: number; points: number }): (stamp: DocumentStamp) => Receipt {
    return (stamp) => {
      const say = this.sayer(clerk.locale);
      const receipt = this.head(clerk, say('points.paper.expiryTitle'), stamp);
      receipt
        .pair(say('points.paper.businessDate'), run.businessDate)
        .pair(say('points.paper.lots'), pointsText(run.lots));
      return receipt.total(say('points.paper.expired'), pointsText(run.points));
    };
  }

  causeText(cause: string, locale: Locale): string {
    return this.i18n.t(locale, `points.cause.${cause}`);
  }

  /** 客户联 for the guest, 商户联 with the line to sign for the venue (003E-005). */
  bothCopies({ locale }: Pick<Clerk, 'locale'>): readonly CopySpec[] {
    const say = this.sayer(locale);
    return [
      { name: 'customer', heading: say('points.copy.customer') },
      { name: 'merchant', heading: say('points.copy.merchant'), signature: say('points.copy.sign') },
    ];
  }

  oneCopy({ locale }: Pick<Clerk, 'locale'>): readonly CopySpec[] {
    return [{ name: 'merchant', heading: this.sayer(locale)('points.copy.file') }];
  }

  /** For the house alone; it lies on nobody's pile. */
  fileCopy({ locale }: Pick<Clerk, 'locale'>): readonly CopySpec[] {
    return [{ name: 'file', heading: this.sayer(locale)('points.copy.file') }];
  }

  /** Whose key seals the paper; nobody's once the member was erased and there is no key any more. */
  sealedFor(holder: CardHolder | null): string | null {
    return holder === null || holder.erasedAt !== null ? null : holder.personId;
  }

  private head(clerk: Clerk, title: string, { number, at }: DocumentStamp): Receipt {
    const say = this.sayer(clerk.locale);
    const receipt = new Receipt().title(clerk.storeName).heading(title).rule();
    return receipt
      .pair(say('points.paper.number'), number)
      .pair(say('points.paper.at'), dateTime(at))
      .pair(say('points.paper.clerk'), clerk.name);
  }

  private member(receipt: Receipt, { locale }: Clerk, holder: CardHolder): Receipt {
    const say = this.sayer(locale);
    const words = { MR: say('members.title.MR'), MS: say('members.title.MS'), GUEST: say('members.title.GUEST') };
    const name = salutation(this.fields.name(holder) ?? '', holder.title, words);
    receipt.pair(say('points.paper.member'), `${name} ${this.fields.maskedPhone(holder)}`.trim());
    return receipt.pair(say('points.paper.card'), `${maskCardNo(holder.cardNo)} ${say(`members.tier.${holder.tier}`)}`);
  }

  private balance(receipt: Receipt, { locale }: Clerk, { before, change }: BalanceLine): Receipt {
    const say = this.sayer(locale);
    receipt
      .pair(say('points.paper.before'), pointsText(before))
      .total(say('points.paper.change'), signedPoints(change));
    return receipt.pair(say('points.paper.after'), pointsText(before + change));
  }

  private sayer(locale: Locale) {
    return (key: string) => this.i18n.t(locale, key);
  }
}
