import { Global, Module } from '@nestjs/common';
import { Verifier } from '../platform/journal/verify.js';
import { ledgerChecks } from './ledger-checks.js';
import { Ledger } from './ledger.js';

@Global()
@Module({ providers: [Ledger], exports: [Ledger] })
export class LedgerModule {
  constructor(verifier: Verifier) {
    verifier.register(...ledgerChecks);
  }
}
