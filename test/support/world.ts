import type { INestApplicationContext, ModuleMetadata } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ClockModule } from '../../src/platform/clock/clock.module.js';
import { ManualClock } from '../../src/platform/clock/clock.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { SqlValue } from '../../src/platform/database/sql-reads.js';
import { ErrorStatusesModule } from '../../src/platform/http/error-statuses.module.js';
import { VerifyModule } from '../../src/platform/journal/verify.module.js';
import { SettingsModule } from '../../src/platform/settings/settings.module.js';
import type { Settings } from '../../src/platform/settings/settings.js';
import type { TestDatabase } from './databases.js';

type Imports = NonNullable<ModuleMetadata['imports']>;

export interface WorldOptions {
  /** Shanghai wall time at which the story begins, e.g. '2026-11-20T21:35'. */
  at?: string;
}

/** A running product on a test database, whose time stands still until the story moves it. */
export interface World {
  readonly clock: ManualClock;
  readonly settings: Settings;
  /** Any provider of the product. */
  get<T>(provider: (Function & { prototype: T }) | string | symbol): T;
  /** Reads through the read-only door. */
  rows<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  one<T>(sql: string, params?: readonly SqlValue[]): Promise<T | undefined>;
  close(): Promise<void>;
}

/** The whole house with its pages. */
export interface AppWorld extends World {
  readonly app: NestFastifyApplication;
  /** Opens a port on loopback, once, and gives the address: for browsers and for stories about connections. */
  listen(): Promise<string>;
}

/** Shanghai wall time, e.g. '2026-11-20T21:35', as milliseconds. */
export function instant(wallTime: string): number {
  return Date.parse(`${wallTime}+08:00`);
}

export const defaultStart = '2026-11-20T21:35';

/** The technical ground floor and the given rooms, without pages: for stories below HTTP. */
export async function openRooms(
  db: Pick<TestDatabase, 'settings'>,
  rooms: Imports,
  options: WorldOptions = {},
): Promise<World> {
  const { settings } = db;
  const clock = new ManualClock(instant(options.at ?? defaultStart));
  const module = await Test.createTestingModule({
    imports: [
      ClockModule.with(clock),
      SettingsModule.with(settings),
      DatabaseModule.forRoot(),
      VerifyModule,
      ErrorStatusesModule,
      ...rooms,
    ],
  }).compile();
  return worldOf(await module.init(), clock, settings);
}

/** The whole house on `db`, as `main.ts` makes it. Opened twice on PostgreSQL it is two servers of one chain. */
export async function openWorld(db: Pick<TestDatabase, 'settings'>, options: WorldOptions = {}): Promise<AppWorld> {
  const { settings } = db;
  const clock = new ManualClock(instant(options.at ?? defaultStart));
  // Loaded only here: stories below HTTP need no pages, and start faster without them.
  const { createApp } = await import('../../src/create-app.js');
  const app = await createApp(settings, clock);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    ...worldOf(app, clock, settings),
    app,
    async listen() {
      if (!app.getHttpServer().listening) await app.listen(0, '127.0.0.1');
      return app.getUrl();
    },
  };
}

function worldOf(app: INestApplicationContext, clock: ManualClock, settings: Settings): World {
  const reader = app.get(Reader);
  return {
    clock,
    settings,
    get: (provider) => app.get(provider, { strict: false }),
    rows: (sql, params) => reader.rows(sql, params),
    one: (sql, params) => reader.one(sql, params),
    close: () => app.close(),
  };
}
