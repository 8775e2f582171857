import { randomBytes } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorParams } from '../../kernel/domain-error.js';
import { I18n } from '../i18n/i18n.js';
import type { IconName } from '../views/icons.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { localeOf } from './cookies.js';
import { ErrorStatuses } from './error-statuses.js';
import { FormFaults } from './form-input.js';
import { page } from './page-result.js';
import { TurnedAway } from './turned-away.js';

interface Fault {
  readonly status: number;
  readonly code: string;
  readonly params: ErrorParams;
}

const faces: Readonly<Record<number, { icon: IconName; key: string }>> &
  Readonly<Record<500, { icon: IconName; key: string }>> = {
  403: { icon: 'lock', key: 'forbidden' },
  404: { icon: 'search', key: 'notFound' },
  409: { icon: 'pen-line', key: 'unprocessable' },
  422: { icon: 'pen-line', key: 'unprocessable' },
  500: { icon: 'triangle-alert', key: 'unexpected' },
  503: { icon: 'clock', key: 'busy' },
};

/** Whatever no page expected: a plain sentence with an id for the guest-facing side, the details for the log alone. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('error');

  constructor(
    private readonly statuses: ErrorStatuses,
    private readonly i18n: I18n,
    private readonly answers: AnswerInterceptor,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof TurnedAway) {
      await reply.send(await this.answers.send(error.answer, request, reply));
      return;
    }
    const id = randomBytes(4).toString('hex');
    const fault = this.faultOf(error);
    if (fault.status === 500)
      this.logger.error(`${id} ${request.method} ${request.routeOptions.url ?? ''} ${String(error)}`, stackOf(error));
    if (fault.status === 503) void reply.header('retry-after', '1');
    const message = this.i18n.t(localeOf(request), `error.${fault.code}`, fault.params);
    void reply.status(fault.status);
    if (request.url.startsWith('/api/')) {
      await reply.send({ code: fault.code, message, params: fault.params });
      return;
    }
    await reply.send(await this.pageOf(fault.status, message, id, request, reply));
  }

  /** The page itself must not fail: when even its frame cannot be made, the sentence stands alone. */
  private async pageOf(
    status: number,
    message: string,
    id: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const { icon, key } = faces[status] ?? faces[500];
    const model = {
      icon,
      message,
      id: status === 500 ? id : '',
      title: this.i18n.t(localeOf(request), `errors.${key}.title`),
      again: '',
    };
    try {
      return await this.answers.send(
        page('errors/error', model, { titleKey: `errors.${key}.title`, status, frame: 'bare' }),
        request,
        reply,
      );
    } catch (failure) {
      this.logger.error(`${id} the error page failed: ${String(failure)}`, stackOf(failure));
      void reply.type('text/plain; charset=utf-8');
      return message;
    }
  }

  private faultOf(error: unknown): Fault {
    if (error instanceof DomainError)
      return { status: this.statuses.of(error.code), code: error.code, params: error.params };
    if (error instanceof FormFaults) return { status: 422, code: 'form.invalid', params: {} };
    const status = statusOf(error);
    if (status === 404) return { status, code: 'page.notFound', params: {} };
    if (status === 403) return { status, code: 'page.forbidden', params: {} };
    if (status === 413) return { status, code: 'form.tooLarge', params: {} };
    if (status === 429) return { status, code: 'server.tooMany', params: {} };
    if (status < 500) return { status, code: 'form.invalid', params: {} };
    return { status, code: 'server.failed', params: {} };
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return 500;
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
