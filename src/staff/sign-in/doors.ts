import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Reader } from '../../platform/database/reader.js';
import { TERMINAL_COOKIE } from '../../platform/http/cookies.js';
import { TerminalsService } from '../../venue/terminals.service.js';
import type { Door } from './sign-in.service.js';

/** Which PC a request comes from. */
@Injectable()
export class Doors {
  constructor(
    private readonly terminals: TerminalsService,
    private readonly reader: Reader,
  ) {}

  async of(request: FastifyRequest): Promise<Door> {
    const terminal = await this.terminals.recognise(this.reader, request.cookies[TERMINAL_COOKIE]);
    return { terminal, address: request.ip };
  }
}
