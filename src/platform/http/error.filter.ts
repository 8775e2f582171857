import { randomBytes } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorParams } from '../../kernel/domain-error.js';
import { I18n } from '../i18n/i18n.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { localeOf } from './cookies.js';
import { ErrorStatuses } from './error-statuses.js';
import { FormFaults } from './form-input.js';
import { page } from './page-result.js';

interface Fault {
  readonly status: number;
  readonly code: string;
  readonly params: ErrorParams;
}

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
    const id = randomBytes(4).toString('hex');
    const fault = this.faultOf(error);
    if (fault.status >= 500 && fault.status !== 503) this.logger.error(`${id} ${request.method} ${request.routeOptions.url ?? ''} ${String(error)}`, stackOf(error));
    const message = this.i18n.t(localeOf(request), `error.${fault.code}`, fault.params);
    if (fault.status === 503) void reply.header('retry-after', '1');
    if (request.url.startsWith('/api/')) {
      await reply.status(fault.status).send({ code: fault.code, message, params: fault.params });
      return;
    }
    const answer = page('errors/error', { status: fault.status, message, id }, { titleKey: 'ui.error.title', status: fault.status, frame: 'bare' });
    await reply.send(await this.answers.send(answer, request, reply));
  }

  private faultOf(error: unknown): Fault {
    if (error instanceof DomainError) return { status: this.statuses.of(error.code), code: error.code, params: error.params };
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
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
