import { Global, Module } from '@nestjs/common';
import { ErrorStatuses } from './error-statuses.js';

/** Apart from the pages: rooms register their refusals also where no page is served (commands, stories below HTTP). */
@Global()
@Module({ providers: [ErrorStatuses], exports: [ErrorStatuses] })
export class ErrorStatusesModule {}
