import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { AnswerInterceptor } from './answer.interceptor.js';
import { Csrf } from './csrf.js';
import { ErrorFilter } from './error.filter.js';
import { HealthController } from './health.controller.js';
import { HealthSigns } from './health-signs.js';
import { SessionsModule } from './sessions.module.js';
import { Submit } from './submit.js';

@Global()
@Module({
  imports: [SessionsModule],
  controllers: [HealthController],
  providers: [
    AnswerInterceptor,
    Csrf,
    HealthSigns,
    Submit,
    { provide: APP_INTERCEPTOR, useExisting: AnswerInterceptor },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [Csrf, HealthSigns, SessionsModule, Submit],
})
export class HttpModule {}
