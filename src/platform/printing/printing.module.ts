import { Module } from '@nestjs/common';
import { ErrorStatuses } from '../http/error-statuses.js';
import { Verifier } from '../journal/verify.js';
import { documentChecks } from './document-checks.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';
import { PaperGate } from './paper-gate.js';
import { PrinterOutbox } from './printer-outbox.js';
import { PrintersService } from './printers.service.js';
import { printingErrors } from './printing.errors.js';

const services = [DocumentsService, DocumentsQueries, PaperGate, PrinterOutbox, PrintersService];

/** Printed documents: numbered, stored as printed, printed again with their mark. */
@Module({ providers: services, exports: services })
export class PrintingModule {
  constructor(verifier: Verifier, statuses: ErrorStatuses) {
    verifier.register(...documentChecks);
    statuses.register(printingErrors);
  }
}
