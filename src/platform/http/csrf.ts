import { createHmac, randomBytes } from 'node:crypto';
import { Tokens } from '@fastify/csrf';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { KeyRing } from '../crypto/key-ring.js';
import { setVisitorCookie, visitorOf } from './cookies.js';
import type { SessionRecord } from './session-store.js';

declare module 'fastify' {
  interface FastifyRequest {
    webSession?: SessionRecord;
    newVisitor?: string;
  }
}

/** Proof that a form was ours and is this visitor's: a token bound to the session, and the browser's own word. */
@Injectable()
export class Csrf {
  private readonly tokens: InstanceType<typeof Tokens>;
  private readonly key: Buffer;

  constructor(ring: KeyRing) {
    this.key = ring.key('session');
    this.tokens = new Tokens({ hmacKey: this.key });
  }

  tokenFor(request: FastifyRequest, reply: FastifyReply): string {
    return this.tokens.create(this.secret(request.webSession?.idHash ?? this.visitor(request, reply)));
  }

  /** Throws `form.foreign` when the request was not made by a page of ours. */
  assertProven(request: FastifyRequest): void {
    const owner = request.webSession?.idHash ?? visitorOf(request);
    const token = sentToken(request);
    const proven = owner !== undefined && token !== undefined && this.tokens.verify(this.secret(owner), token);
    if (!proven || !this.fromOurPage(request)) throw new DomainError('form.foreign');
  }

  /** Browsers say where a request came from; on plain-http LAN addresses only `Origin` does. */
  private fromOurPage({ headers, host }: FastifyRequest): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' || site === 'none';
    if (headers.origin === undefined) return false;
    return URL.canParse(headers.origin) && new URL(headers.origin).host === host;
  }

  private secret(owner: string): string {
    return createHmac('sha256', this.key).update(`csrf\0${owner}`).digest('base64url');
  }

  private visitor(request: FastifyRequest, reply: FastifyReply): string {
    const known = visitorOf(request) ?? request.newVisitor;
    if (known !== undefined) return known;
    const fresh = randomBytes(16).toString('base64url');
    request.newVisitor = fresh;
    setVisitorCookie(reply, fresh);
    return fresh;
  }
}

function sentToken({ body, headers }: FastifyRequest): string | undefined {
  const header = headers['x-csrf-token'];
  if (typeof header === 'string') return header;
  if (typeof body !== 'object' || body === null || !('_csrf' in body)) return undefined;
  return fieldText(body._csrf);
}

/** A field of a form, or of a multipart form (`{value}`). */
function fieldText(field: unknown): string | undefined {
  if (typeof field === 'string') return field;
  if (typeof field === 'object' && field !== null && 'value' in field) return fieldText(field.value);
  return undefined;
}
