import { Injectable } from '@nestjs/common';
import { RunIfDue } from '../platform/jobs/run-if-due.js';
import { LostRetention } from './lost-retention.js';

/** Looks for people and pictures of lost property whose keeping time is over. */
@Injectable()
export class RetentionSchedule extends RunIfDue {
  /** A PC that was off has its look at the start; one that runs for weeks has one every hour. */
  protected readonly lookEveryMs = 60 * 60_000;

  constructor(private readonly retention: LostRetention) {
    super();
  }

  runDue(): Promise<unknown> {
    return this.retention.runDue();
  }
}
