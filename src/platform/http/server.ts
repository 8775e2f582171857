import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifyRateLimit from '@fastify/rate-limit';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings/settings.js';
import { serveAssets } from '../views/serve-assets.js';
import { StaticAssets } from '../views/static-assets.js';

const FORM_LIMIT = 256 * 1024;
const UPLOAD_LIMIT = 10 * 1024 * 1024;

/** Bounded everything: a slow or greedy client costs one socket, not the desk. */
export function fastifyAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: FORM_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    trustProxy: false,
    forceCloseConnections: 'idle',
  });
}

/** Hangs headers, cookies, bodies and limits into the server, before any route answers. */
export async function prepareServer(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  refuseForeignHosts(server, settings.allowedHosts);
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    // the counter PC speaks plain http on the venue's own network
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  await server.register(fastifyRateLimit, { max: 20_000, timeWindow: 10_000 });
  await server.register(fastifyCookie);
  // the page that refuses it speaks the visitor's language, which a cookie tells
  refuseNul(server);
  await server.register(fastifyCompress, { threshold: 2048, encodings: ['gzip', 'identity'] });
  await server.register(fastifyFormbody, { bodyLimit: FORM_LIMIT });
  await server.register(fastifyMultipart, {
    attachFieldsToBody: true,
    limits: { fileSize: UPLOAD_LIMIT, files: 4, fields: 50, fieldSize: FORM_LIMIT },
  });
  server.addHook('onSend', async (request, reply, payload) => {
    if (!request.url.startsWith('/assets/')) void reply.header('cache-control', 'no-store');
    return payload;
  });
  await serveAssets(server, app.get(StaticAssets));
}

/** A page elsewhere cannot reach the desk by a name of its own that points here (DNS rebinding). */
function refuseForeignHosts(server: FastifyInstance, allowed: readonly string[]): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!allowed.includes(request.hostname.toLowerCase())) await reply.status(421).send('unknown host');
  });
}

/** No address of ours holds a NUL, and PostgreSQL takes none: there is nothing behind it on either database. */
function refuseNul(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.includes('%00')) reply.callNotFound();
    else done();
  });
}
