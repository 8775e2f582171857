import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { AnswerInterceptor } from './answer.interceptor.js';
import { Csrf } from './csrf.js';
import { ErrorFilter } from './error.filter.js';
import { HealthController } from './health.controller.js';
import { HealthSigns } from './health-signs.js';
import { SessionDatabase } from './session-database.js';
import { SessionStore } from './session-store.js';
import { Submit } from './submit.js';

@Global()
@Module({
  controllers: [HealthController],
  providers: [
    AnswerInterceptor,
    Csrf,
    HealthSigns,
    SessionDatabase,
    SessionStore,
    Submit,
    { provide: APP_INTERCEPTOR, useExisting: AnswerInterceptor },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [Csrf, HealthSigns, SessionDatabase, SessionStore, Submit],
})
export class HttpModule {}
