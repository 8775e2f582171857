import { Global, Module } from '@nestjs/common';
import { KeyRing } from '../crypto/key-ring.js';
import { integrityChecks } from '../database/integrity-checks.js';
import { Writer } from '../database/writer.js';
import { chainChecks } from './chain-checks.js';
import { SealFile } from './seal-file.js';
import { Verifier } from './verify.js';

@Global()
@Module({ providers: [Verifier], exports: [Verifier] })
export class VerifyModule {
  constructor(verifier: Verifier, writer: Writer, ring: KeyRing, seals: SealFile) {
    verifier.register(...integrityChecks(writer.source), ...chainChecks(writer.source, ring, seals));
  }
}
