import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { setSessionCookie } from '../platform/http/cookies.js';
import { SignedIn } from '../platform/http/access.js';
import { type Answer, page, seeOther } from '../platform/http/page-result.js';
import { SessionStore } from '../platform/http/session-store.js';
import { Submit } from '../platform/http/submit.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { Desk, type DeskContext } from './desk-context.js';
import { OwnSecretsService } from './own-secrets.service.js';
import type { Place } from './secret-proof.js';
import { StaffPresenter } from './staff.presenter.js';

const PASSWORD = '/me/password';
const PIN = '/me/pin';

class ChangePasswordForm {
  @MaxLength(500, { message: 'staff.password.wrong' })
  @IsNotEmpty({ message: 'text.required' })
  old = '';

  @IsNotEmpty({ message: 'text.required' })
  password = '';

  @IsNotEmpty({ message: 'text.required' })
  passwordAgain = '';
}

class ChangePinForm {
  @MaxLength(500, { message: 'staff.password.wrong' })
  @IsNotEmpty({ message: 'text.required' })
  old = '';

  @IsNotEmpty({ message: 'text.required' })
  pin = '';

  @IsNotEmpty({ message: 'text.required' })
  pinAgain = '';
}

/** One's own account: password and PIN. */
@Controller('me')
@SignedIn()
export class MeController {
  constructor(
    private readonly secrets: OwnSecretsService,
    private readonly sessions: SessionStore,
    private readonly present: StaffPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  show(@Desk() desk: DeskContext): Answer {
    return this.page(desk, emptyForm(PASSWORD, ''), emptyForm(PIN, ''));
  }

  /** Every other sign-in of the person ends; the one they are sitting at goes on under a new token. */
  @Post('password')
  changePassword(
    @Desk() desk: DeskContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ChangePasswordForm,
      act: async ({ old, password, passwordAgain }) => {
        const typed = { staffId: desk.person.id, old, password, passwordAgain };
        await this.secrets.changePassword(typed, placeOf(desk, request));
        setSessionCookie(reply, await this.sessions.create(desk.person.id, desk.terminal?.id ?? null));
      },
      done: () => seeOther('/me', { tone: 'ok', key: 'staff.me.passwordDone' }),
      again: (problem) => this.page(desk, { action: PASSWORD, requestKey: '', ...problem }, emptyForm(PIN, '')),
    });
  }

  @Post('pin')
  changePin(@Desk() desk: DeskContext, @Req() request: FastifyRequest, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ChangePinForm,
      act: ({ old, pin, pinAgain }) =>
        this.secrets.changePin({ staffId: desk.person.id, old, pin, pinAgain }, placeOf(desk, request)),
      done: () => seeOther('/me', { tone: 'ok', key: 'staff.me.pinDone' }),
      again: (problem) => this.page(desk, emptyForm(PASSWORD, ''), { action: PIN, requestKey: '', ...problem }),
    });
  }

  private page(desk: DeskContext, password: FormModel, pin: FormModel): Answer {
    const { person, locale } = desk;
    const facts = this.present.ownFacts(person, locale);
    const model = { name: person.name, facts, password, pin };
    return page('staff/me', model, { titleKey: 'staff.me.title' });
  }
}

function placeOf({ terminal }: DeskContext, { ip }: FastifyRequest): Place {
  return { terminalId: terminal?.id ?? null, address: ip };
}
