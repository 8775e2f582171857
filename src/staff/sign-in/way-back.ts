import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { typedValues } from '../../platform/http/form-input.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { safePath } from '../../platform/http/safe-path.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';

/** A form that was sent while the desk was locked: nothing typed is lost (counter-practice H25). */
export interface KeptForm {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

const keptForm = z.object({ path: z.string(), fields: z.record(z.string(), z.string()) });

/** The page somebody was on: its own address, or that of the form they sent. */
export function pathToReturnTo(request: FastifyRequest): string {
  return request.method === 'GET' ? safePath(request.url) : pathBefore(request);
}

/** The page of ours that somebody came from; `/` when it was none. */
export function pathBefore(request: FastifyRequest): string {
  const { referer = '' } = request.headers;
  if (!URL.canParse(referer)) return '/';
  const { host, pathname, search } = new URL(referer);
  return host === request.host ? safePath(pathname + search) : '/';
}

/** What a locked desk answers: the PIN page, with the sent form kept in it. */
export function lockedAnswer(request: FastifyRequest): Answer {
  const next = pathToReturnTo(request);
  const body: unknown = request.body;
  const isSecret = request.url.startsWith('/me/');
  if (request.method === 'GET' || request.headers['x-fragment'] !== undefined || isSecret) {
    return seeOther(`/unlock?next=${encodeURIComponent(next)}`);
  }
  const kept = JSON.stringify({ path: safePath(request.url), fields: withoutSecrets(typedValues(body)) });
  return unlockPage(request, emptyForm('/unlock', '', { next, kept }), 423);
}

export function unlockPage(request: FastifyRequest, form: FormModel, status = 200): Answer {
  const { name = '', staffNo = '' } = request.lockedPerson ?? {};
  const next = safePath(form.values['next']);
  const model = { form, name, staffNo, next, nextQuery: encodeURIComponent(next), kept: form.values['kept'] ?? '' };
  return page('sign-in/unlock', model, { titleKey: 'staff.unlock.title', frame: 'bare', status });
}

/** Reads the kept form back; undefined when there was none or it is not one. */
export function readKept(text: string): KeptForm | undefined {
  if (text === '') return undefined;
  try {
    const kept = keptForm.safeParse(JSON.parse(text));
    return kept.success ? { path: safePath(kept.data.path), fields: kept.data.fields } : undefined;
  } catch {
    return undefined;
  }
}

/** A second person's PIN is typed again, by that person. */
function withoutSecrets(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !/password|pin(again)?$/i.test(name)));
}
