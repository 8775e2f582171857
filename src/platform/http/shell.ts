import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LayoutModel } from '../views/layout-model.js';
import type { PageOptions } from './page-result.js';

/** Puts the desk's frame around a page: who is signed in, the business date, the jobs, the state of the house. */
export abstract class Shell {
  abstract layoutFor(request: FastifyRequest, reply: FastifyReply, options: PageOptions): Promise<LayoutModel>;
}
