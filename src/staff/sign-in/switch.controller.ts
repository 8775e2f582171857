import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/access.js';
import { localeOf, setSessionCookie } from '../../platform/http/cookies.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { safePath } from '../../platform/http/safe-path.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { Doors } from './doors.js';
import { SwitchForm } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';
import { pathBefore } from './way-back.js';

/** Another person at the same PC: badge, or number and PIN. The page stays, with its draft (counter-practice H25). */
@Controller('switch')
@Public()
export class SwitchController {
  constructor(
    private readonly service: SignInService,
    private readonly doors: Doors,
    private readonly submit: Submit,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Query('next') given?: string): Answer {
    const next = safePath(given ?? pathBefore(request));
    if (!request.webSession || request.webSession.terminalId === null) {
      return seeOther(`/sign-in?next=${encodeURIComponent(next)}`);
    }
    return switchPage(request, emptyForm('/switch', '', { next }));
  }

  @Post()
  async change(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<Answer> {
    const { webSession } = request;
    if (!webSession) return seeOther('/sign-in');
    const door = await this.doors.of(request);
    return this.submit.run({
      locale: localeOf(request),
      body,
      dto: SwitchForm,
      act: (form) => this.service.switchTo(form, webSession, door),
      done: (token, { next }) => {
        setSessionCookie(reply, token);
        return seeOther(safePath(next));
      },
      again: (problem) => switchPage(request, { action: '/switch', requestKey: '', ...problem }),
    });
  }
}

function switchPage(request: FastifyRequest, form: FormModel): Answer {
  const { name = '' } = request.desk?.person ?? request.lockedPerson ?? {};
  const model = { form, name, next: safePath(form.values['next']) };
  return page('sign-in/switch', model, { titleKey: 'staff.switch.title', frame: 'bare' });
}
