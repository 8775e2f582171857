import { Controller, Get, Query } from '@nestjs/common';
import { CardLookup } from '../cards/card-lookup.js';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { MemberSearch, type FoundMember } from '../members/member-search.js';
import { maskCardNo } from '../members/rules/masks.js';
import { classifySearch } from '../members/rules/search-query.js';
import { PersonFields } from '../members/sealed-person.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { Device } from '../platform/http/access.js';
import { readInput, searchInput } from './api-input.js';

/** Nobody pages further than this: whoever fits a tail or a surname that often is asked for more. */
const MOST = 1000;

/** Who a guest may be, masked as on every page. */
@Controller('api/v1/members')
@Device('members')
export class MembersApiController {
  constructor(
    private readonly members: MemberSearch,
    private readonly cards: CardLookup,
    private readonly fields: PersonFields,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  @Get()
  async find(@Query() query: unknown) {
    const { q, cursor, limit } = readInput(searchInput, query);
    const wanted = classifySearch(q, calendarDate(this.clock.now()));
    if (wanted.kind === 'id') throw new DomainError('api.fullId');
    const holder = wanted.kind === 'card' ? await this.cards.byNumber(this.reader, q) : undefined;
    const all = holder && holder.closedAt === null ? [holder] : await this.members.find(this.reader, wanted, MOST);
    const start = cursor === undefined ? 0 : all.findIndex(({ membershipId }) => membershipId === cursor) + 1;
    if (cursor !== undefined && start === 0) throw new DomainError('api.cursorUnknown');
    const shown = all.slice(start, start + limit);
    return {
      members: await Promise.all(shown.map((member) => this.show(member))),
      nextCursor: all.length > start + limit ? (shown.at(-1)?.membershipId ?? null) : null,
    };
  }

  private async show(member: FoundMember) {
    const { membershipId, title, tier, joinedOn } = member;
    const card = await this.cards.byMembership(this.reader, membershipId);
    return {
      membershipId,
      title,
      tier,
      joinedOn,
      name: this.fields.maskedName(member),
      phone: this.fields.maskedPhone(member),
      card: card ? maskCardNo(card.cardNo) : '',
    };
  }
}
