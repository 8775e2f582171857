import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { SYSTEM_ACTOR } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import { setTerminalCookie, TERMINAL_COOKIE } from '../platform/http/cookies.js';
import { TerminalsService } from '../venue/terminals.service.js';

/** The cookie of the demo's own counter PC. */
export function demoTerminalToken(terminals: TerminalsService): string {
  return terminals.tokenFor(SYSTEM_ACTOR, 'demo');
}

/**
 * Whoever opens the demo sits at its counter PC, with a drawer and PINs, as at a real desk. Only the demo does this: a
 * venue enrols its PCs by hand.
 */
export function seatVisitors(app: NestFastifyApplication): void {
  const terminals = app.get(TerminalsService, { strict: false });
  const reader = app.get(Reader, { strict: false });
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/sign-in')) return;
    if (await terminals.recognise(reader, request.cookies[TERMINAL_COOKIE])) return;
    const token = demoTerminalToken(terminals);
    request.cookies[TERMINAL_COOKIE] = token;
    setTerminalCookie(reply, token);
  });
}
