import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { I18n } from '../platform/i18n/i18n.js';
import { emptyForm } from '../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { MemberPages } from './member-pages.js';
import { MemberStrips } from './member-strip.js';
import { ProfileForm } from './members.dto.js';
import { PROFILE_FIELDS } from './profile-input.js';
import { ProfileService } from './profile.service.js';

/** A profile is changed on proof; risky fields go to a lead (counter-practice 1.28). */
@Controller('members/:id/profile')
export class ProfileController {
  constructor(
    private readonly reader: Reader,
    private readonly pages: MemberPages,
    private readonly strips: MemberStrips,
    private readonly profiles: ProfileService,
    private readonly i18n: I18n,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('members.changeProfile')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post()
  @Allow('members.changeProfile')
  change(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ProfileForm,
      act: ({ requestKey, ...input }) => this.profiles.change(desk, requestKey, id, input),
      done: (parked) =>
        seeOther(
          `/members/${id}`,
          parked ? { tone: 'info', key: 'members.change.sent' } : { tone: 'ok', key: 'members.change.saved' },
        ),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  private async page(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const t = (key: string) => this.i18n.t(desk.locale, key);
    const options = (keys: readonly string[], prefix: string) =>
      keys.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
    const values = { field: 'phone', calendar: 'SOLAR', ...problem?.values };
    const model = {
      member: await this.strips.strip(this.reader, await this.pages.member(id), desk.locale),
      form: { ...emptyForm(`/members/${id}/profile`, uuidv7(), values), errors: problem?.errors ?? {} },
      fields: options(PROFILE_FIELDS, 'members.field'),
      calendars: options(['SOLAR', 'LUNAR'], 'members.calendar'),
      proofs: [
        ...options(['DOCUMENT'], 'members.proof'),
        ...options(['OLD_PHONE'], 'members.proof').map((proof) => ({
          ...proof,
          note: t('members.proof.oldPhoneNote'),
        })),
      ],
      back: `/members/${id}`,
    };
    return page('members/profile', model, { titleKey: 'members.change.title' });
  }
}
