import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/access.js';
import { localeOf } from '../../platform/http/cookies.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { OwnSecretsService } from '../own-secrets.service.js';
import { Doors } from './doors.js';
import { NewSecretsForm } from './sign-in.dto.js';

/** Forgotten: with a one-time code from the manager, a person sets both secrets anew. */
@Controller('new-secrets')
@Public()
export class NewSecretsController {
  constructor(
    private readonly secrets: OwnSecretsService,
    private readonly doors: Doors,
    private readonly submit: Submit,
  ) {}

  @Get()
  show(): Answer {
    return newSecretsPage(emptyForm('/new-secrets', ''));
  }

  @Post()
  async set(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Answer> {
    const { terminal, address } = await this.doors.of(request);
    return this.submit.run({
      locale: localeOf(request),
      body,
      dto: NewSecretsForm,
      act: (form) => this.secrets.redeem(form, { terminalId: terminal?.id ?? null, address }),
      done: () => seeOther('/sign-in', { tone: 'ok', key: 'staff.newSecrets.done' }),
      again: (problem) => newSecretsPage({ action: '/new-secrets', requestKey: '', ...problem }),
    });
  }
}

function newSecretsPage(form: FormModel): Answer {
  return page('sign-in/new-secrets', { form }, { titleKey: 'staff.newSecrets.title', frame: 'bare' });
}
