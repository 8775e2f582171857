import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Reader } from '../database/reader.js';
import { Public } from './access.js';
import { HealthSigns } from './health-signs.js';

@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly reader: Reader,
    private readonly signs: HealthSigns,
  ) {}

  /** The process answers. */
  @Get('healthz')
  alive(): { ok: true } {
    return { ok: true };
  }

  /** The process can do its work; 503 when it cannot. Warnings are named but do not take it out of service. */
  @Get('readyz')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ok: boolean; signs: { name: string; state: string }[] }> {
    await this.reader.one('SELECT 1 AS one');
    const signs = await this.signs.all();
    const ok = signs.every(({ state }) => state !== 'bad');
    if (!ok) void reply.status(503);
    return { ok, signs: signs.map(({ name, state }) => ({ name, state })) };
  }
}
