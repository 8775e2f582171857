import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLocale, type Locale, LOCALES } from '../i18n/locale.js';
import type { Theme } from '../views/layout-model.js';
import type { FlashNote } from './page-result.js';

export const SESSION_COOKIE = 'ktv_session';
export const TERMINAL_COOKIE = 'ktv_terminal';
const FLASH_COOKIE = 'ktv_flash';
const VISITOR_COOKIE = 'ktv_visitor';
const strict = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

export function setSessionCookie(reply: FastifyReply, token: string): void {
  void reply.setCookie(SESSION_COOKIE, token, strict);
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, strict);
}

/** Ten years: the PC is enrolled until the owner revokes it. */
export function setTerminalCookie(reply: FastifyReply, token: string): void {
  void reply.setCookie(TERMINAL_COOKIE, token, { ...strict, maxAge: 10 * 365 * 86_400 });
}

export function localeOf(request: FastifyRequest): Locale {
  const wanted = request.cookies['lang'];
  return isLocale(wanted) ? wanted : LOCALES[0];
}

export function themeOf(request: FastifyRequest): Theme {
  const wanted = request.cookies['theme'];
  return wanted === 'dark' || wanted === 'light' ? wanted : 'system';
}

export function rememberChoice(reply: FastifyReply, name: 'lang' | 'theme', value: string): void {
  void reply.setCookie(name, value, { ...strict, maxAge: 365 * 86_400 });
}

/** A stranger's form needs something to bind its proof to; this says nothing about them and is gone with the browser. */
export function visitorOf(request: FastifyRequest): string | undefined {
  return request.cookies[VISITOR_COOKIE];
}

export function setVisitorCookie(reply: FastifyReply, value: string): void {
  void reply.setCookie(VISITOR_COOKIE, value, strict);
}

export function setFlash(reply: FastifyReply, note: FlashNote): void {
  void reply.setCookie(FLASH_COOKIE, Buffer.from(JSON.stringify(note)).toString('base64url'), {
    ...strict,
    maxAge: 60,
  });
}

/** What the last act left to say, once. A cookie that cannot be read says nothing. */
export function takeFlash(request: FastifyRequest, reply: FastifyReply): FlashNote | undefined {
  const cookie = request.cookies[FLASH_COOKIE];
  if (cookie === undefined) return undefined;
  void reply.clearCookie(FLASH_COOKIE, strict);
  try {
    const note: FlashNote = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'));
    return typeof note?.key === 'string' ? note : undefined;
  } catch {
    return undefined;
  }
}
