import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { type Clock, SystemClock } from '../platform/clock/clock.js';
import type { DatabaseAccess } from '../platform/database/database.module.js';
import { fastifyAdapter } from '../platform/http/server.js';
import type { Settings } from '../platform/settings/settings.js';

/**
 * All rooms with their services and checks, for a command. The house is built but never initialised: no port opens and no
 * due job starts, so it may stand beside a running server. Close it when done.
 */
export function openHouse(
  settings: Settings,
  access: DatabaseAccess,
  clock: Clock = new SystemClock(),
): Promise<INestApplicationContext> {
  return NestFactory.create<NestFastifyApplication>(AppModule.with(settings, clock, access), fastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
}
