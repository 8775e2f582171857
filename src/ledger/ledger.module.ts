import { Global, Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Verifier } from '../platform/journal/verify.js';
import { AccountGates } from './account-gates.js';
import { ledgerChecks } from './ledger-checks.js';
import { ledgerErrors } from './ledger.errors.js';
import { Ledger } from './ledger.js';
import { Refunds } from './refunds.js';

@Global()
@Module({ providers: [AccountGates, Ledger, Refunds], exports: [AccountGates, Ledger, Refunds] })
export class LedgerModule {
  constructor(verifier: Verifier, statuses: ErrorStatuses) {
    verifier.register(...ledgerChecks);
    statuses.register(ledgerErrors);
  }
}
