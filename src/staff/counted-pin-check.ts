import { Injectable } from '@nestjs/common';
import { PinCheck, type ProvenPerson } from './approvals/pin-check.js';
import type { DeskContext } from './desk-context.js';
import { SecretProof } from './secret-proof.js';

/** 授权密码: the second person's own PIN, counted where it is typed. */
@Injectable()
export class CountedPinCheck extends PinCheck {
  constructor(private readonly proof: SecretProof) {
    super();
  }

  override ofNumber(desk: DeskContext, staffNo: string, pin: string): Promise<ProvenPerson> {
    return this.proof.pin({ staffNo, pin }, desk.terminal?.id ?? `device of ${desk.person.id}`, 'cosignPassword');
  }
}
