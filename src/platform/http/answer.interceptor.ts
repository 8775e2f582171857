import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { ViewEngine } from '../views/view-engine.js';
import { localeOf, setFlash } from './cookies.js';
import { Csrf } from './csrf.js';
import { FileAnswer, FragmentAnswer, PageAnswer, RedirectAnswer } from './page-result.js';
import { Shell } from './shell.js';

/** Turns what controllers answer into HTTP. Anything that is no `Answer` (the API's JSON) passes as it is. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(
    private readonly views: ViewEngine,
    private readonly shell: Shell,
    private readonly csrf: Csrf,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(mergeMap((answer: unknown) => this.send(answer, request, reply)));
  }

  async send(answer: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (answer instanceof PageAnswer) return this.renderPage(answer, request, reply);
    if (answer instanceof FragmentAnswer) return this.renderFragment(answer, request, reply);
    if (answer instanceof RedirectAnswer) return redirect(answer, reply);
    if (answer instanceof FileAnswer) return sendFile(answer, reply);
    return answer;
  }

  private async renderPage(
    { view, model, options }: PageAnswer,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const layout = await this.shell.layoutFor(request, reply, options);
    void reply.status(options.status ?? 200).type('text/html; charset=utf-8');
    return this.views.render(view, model, layout, options.frame);
  }

  private renderFragment({ view, model }: FragmentAnswer, request: FastifyRequest, reply: FastifyReply): string {
    void reply.status(200).type('text/html; charset=utf-8');
    return this.views.fragment(view, model, {
      locale: localeOf(request),
      csrfToken: this.csrf.tokenFor(request, reply),
    });
  }
}

function redirect({ location, flash }: RedirectAnswer, reply: FastifyReply): string {
  if (!/^\/(?!\/)/.test(location)) throw new Error(`redirect to a foreign place: ${location}`);
  if (flash) setFlash(reply, flash);
  void reply.status(303).header('location', location);
  return '';
}

function sendFile({ name, type, body, inline }: FileAnswer, reply: FastifyReply): Buffer | string {
  const disposition = `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`;
  void reply.status(200).type(type).header('content-disposition', disposition);
  return body;
}
