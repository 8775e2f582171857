import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';

export interface HealthSign {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'bad';
  /** Text key of the sentence for the desk, with its parameters. */
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Every page carries the worst sign in its bar; so often nothing new is seen of a disk or a backup. Milliseconds. */
const STILL_TRUE_MS = 5000;

type Probe = () => Promise<HealthSign> | HealthSign;

/** What the desk page and `/readyz` report: backup age, disk space, printer. A warning is shown, never kept silent. */
@Injectable()
export class HealthSigns {
  private readonly probes: Probe[] = [];
  private last: { readonly at: number; readonly signs: readonly HealthSign[] } | undefined;

  constructor(private readonly clock: Clock) {}

  register(probe: Probe): void {
    this.probes.push(probe);
  }

  async all(): Promise<readonly HealthSign[]> {
    const signs = await Promise.all(this.probes.map(async (probe) => probe()));
    this.last = { at: this.clock.now(), signs };
    return signs;
  }

  /** As seen within the last seconds; looks again when that is longer ago, or the clock was set back. */
  recent(): Promise<readonly HealthSign[]> {
    const age = this.clock.now() - (this.last?.at ?? Number.NEGATIVE_INFINITY);
    return this.last && age >= 0 && age < STILL_TRUE_MS ? Promise.resolve(this.last.signs) : this.all();
  }
}
