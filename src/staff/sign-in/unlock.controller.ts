import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/access.js';
import { localeOf } from '../../platform/http/cookies.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { safePath } from '../../platform/http/safe-path.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { Doors } from './doors.js';
import { UnlockForm } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';
import { readKept, unlockPage } from './way-back.js';

/** After a quarter of an hour without a key: the person's PIN, then the page they were on, with what they had sent. */
@Controller('unlock')
@Public()
export class UnlockController {
  constructor(
    private readonly service: SignInService,
    private readonly doors: Doors,
    private readonly submit: Submit,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Query('next') next?: string): Answer {
    if (!request.lockedPerson) return seeOther(request.desk ? safePath(next) : '/sign-in');
    return unlockPage(request, emptyForm('/unlock', '', { next: safePath(next), kept: '' }));
  }

  @Post()
  async unlock(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Answer> {
    const { webSession, lockedPerson } = request;
    if (!webSession || !lockedPerson) return seeOther('/sign-in');
    const door = await this.doors.of(request);
    return this.submit.run({
      locale: localeOf(request),
      body,
      dto: UnlockForm,
      act: ({ pin }) => this.service.unlock(pin, webSession, lockedPerson.staffNo, door),
      done: (_, { next, kept }) => resume(safePath(next), kept),
      again: (problem) => unlockPage(request, { action: '/unlock', requestKey: '', ...problem }),
    });
  }
}

/** A form that had been sent waits for one more Enter, under its own request key: it cannot happen twice. */
function resume(next: string, keptText: string): Answer {
  const kept = readKept(keptText);
  if (!kept) return seeOther(next);
  const { requestKey = '', ...values } = kept.fields;
  const fields = Object.entries(values).map(([name, value]) => ({ name, value }));
  const form = emptyForm(kept.path, requestKey);
  return page('sign-in/resume', { form, fields, next }, { titleKey: 'staff.resume.title', frame: 'bare' });
}
