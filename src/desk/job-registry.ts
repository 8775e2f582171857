import { Injectable } from '@nestjs/common';
import type { IconName } from '../platform/views/icons.js';
import type { Permission } from '../staff/permissions.js';

/** A job of the counter with its place on the rail: F1 desk, F2 find, F3 points, F4 redeem, F6 card … */
export interface Job {
  /** Function key, or '' for a page without one. */
  readonly key: string;
  readonly href: string;
  readonly labelKey: string;
  readonly icon: IconName;
  readonly permission: Permission;
}

/** Rooms that exist put their job on the rail; a person sees the ones they may do. */
@Injectable()
export class JobRegistry {
  private readonly jobs: Job[] = [];

  register(...jobs: Job[]): void {
    for (const job of jobs) {
      if (job.key !== '' && this.jobs.some(({ key }) => key === job.key)) throw new Error(`key ${job.key} is taken`);
      this.jobs.push(job);
    }
  }

  /** In the order of their keys; those without a key last. */
  all(): readonly Job[] {
    return this.jobs.toSorted((a, b) => order(a) - order(b));
  }
}

function order({ key }: Job): number {
  return key === '' ? Number.MAX_SAFE_INTEGER : Number(key.slice(1));
}
