import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reader } from '../../platform/database/reader.js';
import { Public } from '../../platform/http/access.js';
import { clearSessionCookie, localeOf, setSessionCookie } from '../../platform/http/cookies.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { safePath } from '../../platform/http/safe-path.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
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

  /** Nothing of the evening stays in the browser; the enrolment of the PC does, so cookies go one by one. */
  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    const { webSession } = request;
    if (webSession) await this.service.signOut(webSession, request.desk?.store.id);
    clearSessionCookie(reply);
    void reply.header('clear-site-data', '"cache", "storage"');
    return seeOther('/sign-in');
  }

  private async page(request: FastifyRequest, form: FormModel): Promise<Answer> {
    const { terminal } = await this.doors.of(request);
    const model = { form, next: safePath(form.values['next']), terminal: terminal?.name };
    return page('sign-in/sign-in', model, { titleKey: 'staff.signIn.title', frame: 'bare' });
  }
}
