import { Injectable } from '@nestjs/common';
import { RunIfDue } from '../platform/jobs/run-if-due.js';
import { PointsExpiry } from './points-expiry.js';

/** Looks for business days that have not had their expiry run. */
@Injectable()
export class ExpirySchedule extends RunIfDue {
  /** A day opened by hand has its run a few minutes later; a PC that was off has it at the start. */
  protected readonly lookEveryMs = 5 * 60_000;

  constructor(private readonly expiry: PointsExpiry) {
    super();
  }

  runDue(): Promise<unknown> {
    return this.expiry.runDue();
  }
}
