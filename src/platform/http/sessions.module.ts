import { Module } from '@nestjs/common';
import { SessionDatabase } from './session-database.js';
import { SessionStore } from './session-store.js';

/** Apart from the pages: a PIN is also counted where no page is served. */
@Module({ providers: [SessionDatabase, SessionStore], exports: [SessionDatabase, SessionStore] })
export class SessionsModule {}
