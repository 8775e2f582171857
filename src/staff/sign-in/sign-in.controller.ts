import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reader } from '../../platform/database/reader.js';
import { Public } from '../../platform/http/access.js';
import { clearSessionCookie, localeOf, setSessionCookie } from '../../platform/http/cookies.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { SessionStore } from '../../platform/http/session-store.js';
import { safePath } from '../../platform/http/safe-path.js';
import { Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { HeldThing } from '../custody-registry.js';
import { SignOutGate } from '../sign-out-gate.js';
import { StaffQueries } from '../staff.queries.js';
import { Doors } from './doors.js';
import { SignInForm } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';

@Controller()
@Public()
export class SignInController {
  constructor(
    private readonly service: SignInService,
    private readonly doors: Doors,
    private readonly queries: StaffQueries,
    private readonly reader: Reader,
    private readonly submit: Submit,
    private readonly gate: SignOutGate,
    private readonly sessions: SessionStore,
    private readonly i18n: I18n,
  ) {}

  @Get('sign-in')
  async show(@Req() request: FastifyRequest, @Query('next') next?: string): Promise<Answer> {
    if (request.desk) return seeOther(safePath(next));
    if (!(await this.queries.exists(this.reader))) return seeOther('/first-start');
    return this.page(request, emptyForm('/sign-in', '', { next: safePath(next) }));
  }

  @Post('sign-in')
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<Answer> {
    const door = await this.doors.of(request);
    return this.submit.run({
      locale: localeOf(request),
      body,
      dto: SignInForm,
      act: (form) => this.service.signIn(form, door),
      done: (token, { next }) => {
        setSessionCookie(reply, token);
        return seeOther(safePath(next));
      },
      again: (problem) => this.page(request, { action: '/sign-in', requestKey: '', ...problem }),
    });
  }

  /** 暂时离开: the screen waits for the same person's PIN, the shift goes on. */
  @Post('lock')
  async lock(@Req() { webSession, desk }: FastifyRequest): Promise<Answer> {
    if (!webSession || !desk) return seeOther('/sign-in');
    await this.sessions.lock(webSession.idHash);
    return seeOther('/unlock');
  }

  /** Nothing of the evening stays in the browser; the enrolment of the PC does, so cookies go one by one. Who
   * still has a drawer at this counter hands over first, or locks the screen for a moment (000-17). */
  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    const { webSession, desk } = request;
    const kept = desk?.terminal ? await this.gate.keeping(this.reader, desk.person.id, desk.terminal.deskId) : [];
    if (desk && kept.length > 0) return this.leaving(desk.locale, kept);
    if (webSession) await this.service.signOut(webSession, desk?.store.id);
    clearSessionCookie(reply);
    void reply.header('clear-site-data', '"cache", "storage"');
    return seeOther('/sign-in');
  }

  private leaving(locale: Locale, kept: readonly HeldThing[]): Answer {
    const items = kept.map(({ key, params, href = '/' }) => ({ href, text: this.i18n.t(locale, key, params) }));
    const model = { items, lock: emptyForm('/lock', '') };
    return page('sign-in/leaving', model, { titleKey: 'staff.leaving.title', frame: 'bare', status: 409 });
  }

  private async page(request: FastifyRequest, form: FormModel): Promise<Answer> {
    const { terminal } = await this.doors.of(request);
    const model = { form, next: safePath(form.values['next']), terminal: terminal?.name };
    return page('sign-in/sign-in', model, { titleKey: 'staff.signIn.title', frame: 'bare' });
  }
}
