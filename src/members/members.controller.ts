import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Answer, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { Submit } from '../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { MemberPages } from './member-pages.js';
import { CompareForm, MarketingForm, RevealForm } from './members.dto.js';
import { ProfileService } from './profile.service.js';
import { Reveals } from './reveals.js';
import { PersonFields } from './sealed-person.js';

const ID = /^[0-9a-f-]{36}$/;

/** Members: who joined lately, and the file of one. */
@Controller('members')
export class MembersController {
  constructor(
    private readonly pages: MemberPages,
    private readonly reveals: Reveals,
    private readonly profiles: ProfileService,
    private readonly fields: PersonFields,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('members.view')
  list(@Desk() desk: DeskContext, @Query('before') before: unknown): Promise<PageAnswer> {
    return this.pages.list(desk, typeof before === 'string' && ID.test(before) ? before : null);
  }

  @Get(':id')
  @Allow('members.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.pages.page(desk, id);
  }

  /** A full text is the answer to a form and stands in no address; reloading asks again. */
  @Post(':id/reveal')
  @Allow('members.reveal')
  reveal(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: RevealForm,
      act: async ({ field, reason }) => {
        const text = await this.reveals.reveal(desk, id, field, reason);
        return this.pages.page(desk, id, { revealed: { field, text } });
      },
      done: (answer) => answer,
      again: ({ errors, values }) => this.pages.page(desk, id, { errors, values }),
    });
  }

  /** The guest says a tail, the clerk types it: nobody reads the number out (H8). */
  @Post(':id/compare')
  @Allow('members.view')
  compare(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: CompareForm,
      act: async ({ tail }) => this.fields.tailMatches(await this.pages.member(id), tail),
      done: (same) =>
        seeOther(
          `/members/${id}`,
          same ? { tone: 'ok', key: 'members.page.same' } : { tone: 'warn', key: 'members.page.different' },
        ),
      again: ({ errors }) => this.pages.page(desk, id, { errors }),
    });
  }

  @Post(':id/marketing')
  @Allow('members.changeConsent')
  marketing(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: MarketingForm,
      act: ({ requestKey, given }) => this.profiles.setMarketing(desk, requestKey, id, given === '1'),
      done: () => seeOther(`/members/${id}`, { tone: 'ok', key: 'members.page.marketingSaved' }),
      again: ({ errors }) => this.pages.page(desk, id, { errors }),
    });
  }
}
