import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { StaticAssets } from './static-assets.js';

const forever = 'public, max-age=31536000, immutable';

/** Hangs all static files into the server: public, without a session, kept by browsers for ever because every address has its version. */
export async function serveAssets(server: FastifyInstance, assets: StaticAssets): Promise<void> {
  for (const { url, type, body } of assets.built) {
    server.get(url, (_request, reply: FastifyReply) => reply.header('cache-control', forever).type(type).send(body));
  }
  for (const [index, { prefix, root, allowed }] of assets.mounts.entries()) {
    await server.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: index === 0,
      index: false,
      maxAge: '365d',
      immutable: true,
      allowedPath: (path) => allowed.test(path.replace(/^\//, '')),
    });
  }
}
