import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import { page, type PageAnswer } from '../platform/http/page-result.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { Consents } from './consents.js';
import { MemberActions } from './member-actions.js';
import { MemberFigures } from './member-figures.js';
import { MemberPanels } from './member-panels.js';
import { MemberStrips } from './member-strip.js';
import { MemberPresenter, type MemberPageSource } from './member.presenter.js';
import { MemberQueries, type MemberRow } from './member.queries.js';

/** Gathers the page of a member from this room and those above it. */
@Injectable()
export class MemberPages {
  constructor(
    private readonly reader: Reader,
    private readonly queries: MemberQueries,
    private readonly consents: Consents,
    private readonly figures: MemberFigures,
    private readonly panels: MemberPanels,
    private readonly actions: MemberActions,
    private readonly strips: MemberStrips,
    private readonly staff: StaffQueries,
    private readonly presenter: MemberPresenter,
  ) {}

  /** Throws `page.notFound`. */
  async member(membershipId: string): Promise<MemberRow> {
    const member = await this.queries.byId(this.reader, membershipId);
    if (!member) throw new DomainError('page.notFound');
    return member;
  }

  async page(
    desk: DeskContext,
    membershipId: string,
    more: Pick<MemberPageSource, 'revealed' | 'errors' | 'values'> = {},
  ): Promise<PageAnswer> {
    const member = await this.member(membershipId);
    const cardNo = await this.figures.cardNo(this.reader, membershipId);
    const events = await this.queries.events(this.reader, member.personId);
    const names = await this.staff.names(
      this.reader,
      events.map(({ byId }) => byId),
    );
    const source = {
      ...more,
      member,
      strip: await this.strips.strip(this.reader, { ...member, cardNo }, desk.locale),
      panels: await this.panels.load(desk, membershipId),
      actions: this.actions.of(desk),
      events: events.map((event) => ({ ...event, who: names.get(event.byId) ?? '' })),
      mayErase: mayDo(desk.person.roles, 'members.erase'),
      marketing: await this.consents.allowsMarketing(this.reader, member.personId),
    };
    return page('members/show', this.presenter.page(source, desk.locale), { titleKey: 'members.page.title' });
  }

  async list(desk: DeskContext, before: string | null): Promise<PageAnswer> {
    const members = await this.queries.recent(this.reader, before, PAGE);
    return page('members/list', this.presenter.list(members, PAGE, desk.locale), { titleKey: 'members.list.title' });
  }
}

const PAGE = 50;
