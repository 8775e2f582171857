import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from '../clock/clock.js';
import { KeyRing } from '../crypto/key-ring.js';
import { PersonVault } from '../crypto/person-vault.js';
import { Journal } from '../journal/journal.js';
import { SealFile } from '../journal/seal-file.js';
import { SETTINGS } from '../settings/settings.module.js';
import type { Settings } from '../settings/settings.js';
import { ActChecks } from './act-checks.js';
import { ActShift } from './act-shift.js';
import { dataSource } from './data-sources.js';
import { openBeside } from './open-beside.js';
import { openDatabase, type OpenedDatabase } from './open-database.js';
import { Reader } from './reader.js';
import { UnitOfWork } from './unit-of-work.js';
import { Writer } from './writer.js';

const OPENED = Symbol('OPENED');

/** How this process stands to the database: as its one server, for a short act beside it, or only looking. */
export type DatabaseAccess = 'server' | 'beside' | 'reading';

/** Closes in the order of opening, backwards: no new act, the last one durable, the seal kept, the lock given up. */
@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(@Inject(OPENED) private readonly opened: OpenedDatabase) {}

  async onApplicationShutdown(): Promise<void> {
    await this.opened.writer.close();
    this.opened.seals.flush();
    this.opened.lock?.release();
  }
}

@Global()
@Module({})
class WriterModule {
  static opened(access: DatabaseAccess): DynamicModule {
    return {
      module: WriterModule,
      providers: [
        {
          provide: OPENED,
          inject: [SETTINGS, Clock],
          useFactory: (settings: Settings, clock: Clock) =>
            access === 'server' ? openDatabase(settings, clock.now()) : openBeside(settings, access),
        },
        { provide: Writer, inject: [OPENED], useFactory: (opened: OpenedDatabase) => opened.writer },
        { provide: KeyRing, inject: [OPENED], useFactory: (opened: OpenedDatabase) => opened.ring },
        { provide: SealFile, inject: [OPENED], useFactory: (opened: OpenedDatabase) => opened.seals },
        DatabaseCloser,
        ActChecks,
        ActShift,
        Journal,
        UnitOfWork,
        PersonVault,
      ],
      exports: [Writer, KeyRing, SealFile, ActChecks, ActShift, UnitOfWork, PersonVault],
    };
  }
}

/** Reads by default: the data source that Nest injects is the read-only one. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(access: DatabaseAccess = 'server'): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        WriterModule.opened(access),
        TypeOrmModule.forRootAsync({
          inject: [SETTINGS, Writer],
          // waits for the writer: it migrates and checks the file before anything reads it
          useFactory: (settings: Settings) => dataSource(settings, 'read').options,
        }),
      ],
      providers: [Reader],
      exports: [Reader],
    };
  }
}
