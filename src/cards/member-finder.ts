import { Injectable } from '@nestjs/common';
import { calendarDate } from '../kernel/business-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Finder, Found } from '../desk/finders.js';
import { MemberFigures } from '../members/member-figures.js';
import { MemberSearch } from '../members/member-search.js';
import { type StripSource, MemberStrips } from '../members/member-strip.js';
import { classifySearch } from '../members/rules/search-query.js';
import { maskCardNo } from '../members/rules/masks.js';
import { PersonFields } from '../members/sealed-person.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { CardLookup } from './card-lookup.js';

/** Members in the one box: a swipe, a phone or its tail, initials, a name, a document. Answers lead to opaque addresses. */
@Injectable()
export class MemberFinder implements Finder {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly lookup: CardLookup,
    private readonly search: MemberSearch,
    private readonly fields: PersonFields,
    private readonly strips: MemberStrips,
    private readonly figures: MemberFigures,
    private readonly i18n: I18n,
  ) {}

  async find(desk: DeskContext, text: string, limit: number): Promise<readonly Found[]> {
    if (!mayDo(desk.person.roles, 'members.view')) return [];
    const query = classifySearch(text, calendarDate(this.clock.now()));
    if (query.kind === 'card') {
      const holder = await this.lookup.byNumber(this.reader, text);
      if (holder) return holder.closedAt === null ? [await this.found(desk, holder)] : [];
    }
    const members = await this.search.find(this.reader, query, limit);
    return Promise.all(members.map((member) => this.found(desk, member)));
  }

  /** The scanner reads whatever the guest holds up. */
  warning(text: string): string | undefined {
    const { kind } = classifySearch(text, calendarDate(this.clock.now()));
    return kind === 'paymentCode' ? 'desk.found.paymentCode' : undefined;
  }

  /** Enough to tell two people of one tail apart: name, phone, card, balance. */
  private async found({ locale }: DeskContext, source: StripSource): Promise<Found> {
    const title = `${this.fields.maskedName(source)} ${this.i18n.t(locale, `members.title.${source.title}`)}`;
    const cardNo = source.cardNo ?? (await this.figures.cardNo(this.reader, source.membershipId));
    const figure = await this.figures.of(this.reader, source.membershipId);
    const details = [
      this.fields.maskedPhone(source),
      cardNo ? maskCardNo(cardNo) : '',
      figure ? `${this.i18n.t(locale, figure.labelKey)} ${figure.value}` : '',
    ].filter((text) => text !== '');
    const { text } = this.strips.tierBadge(source.tier, locale);
    return {
      title,
      details,
      href: `/members/${source.membershipId}`,
      badge: { text, tone: source.tier === 'ORDINARY' ? 'plain' : 'gold' },
    };
  }
}
