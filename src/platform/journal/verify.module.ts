import { Global, Module } from '@nestjs/common';
import { KeyRing } from '../crypto/key-ring.js';
import { integrityChecks } from '../database/integrity-checks.js';
import { Writer } from '../database/writer.js';
import { chainChecks } from './chain-checks.js';
import { SealFile } from './seal-file.js';
import { Verifier } from './verify.js';

@Global()
@Module({
  providers: [
    {
      provide: Verifier,
      inject: [Writer, KeyRing, SealFile],
      useFactory: ({ source }: Writer, ring: KeyRing, seals: SealFile) =>
        new Verifier([...chainChecks(source, ring, seals), ...integrityChecks(source)]),
    },
  ],
  exports: [Verifier],
})
export class VerifyModule {}
