import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { Reader } from '../../platform/database/reader.js';
import { Public } from '../../platform/http/access.js';
import { localeOf, setSessionCookie, setTerminalCookie } from '../../platform/http/cookies.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { SessionStore } from '../../platform/http/session-store.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { StaffQueries } from '../staff.queries.js';
import { FirstStartService } from './first-start.service.js';
import { FirstStartSteps } from './first-start-steps.js';
import { FoundingForm } from './first-start.dto.js';

const ACTION = '/first-start';

/** An empty database has no account at all: whoever started the server makes the first one, with the code it printed. */
@Controller('first-start')
@Public()
export class FirstStartController {
  constructor(
    private readonly service: FirstStartService,
    private readonly sessions: SessionStore,
    private readonly staff: StaffQueries,
    private readonly steps: FirstStartSteps,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest): Promise<Answer> {
    if (await this.staff.exists(this.reader)) throw new DomainError('page.notFound');
    return this.page(request, emptyForm(ACTION, uuidv7(), { deskName: 'VIP 1', terminalName: 'VIP 1-1' }));
  }

  @Post()
  async found(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<Answer> {
    if (await this.staff.exists(this.reader)) throw new DomainError('page.notFound');
    return this.submit.run({
      locale: localeOf(request),
      body,
      dto: FoundingForm,
      act: async (form) => {
        const { ownerId, terminalId, terminalToken } = await this.service.found(form);
        setTerminalCookie(reply, terminalToken);
        setSessionCookie(reply, await this.sessions.create(ownerId, terminalId));
      },
      done: () => seeOther('/first-start/charter'),
      again: (problem) => this.page(request, { action: ACTION, requestKey: uuidv7(), ...problem }),
    });
  }

  private page(request: FastifyRequest, form: FormModel): Answer {
    const model = { form, steps: this.steps.at('owner', localeOf(request)) };
    return page('first-start/begin', model, { titleKey: 'staff.firstStart.title', frame: 'bare' });
  }
}
