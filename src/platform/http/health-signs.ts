import { Injectable } from '@nestjs/common';

export interface HealthSign {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'bad';
  /** Text key of the sentence for the desk, with its parameters. */
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

type Probe = () => Promise<HealthSign> | HealthSign;

/** What the desk page and `/readyz` report: backup age, disk space, printer. A warning is shown, never kept silent. */
@Injectable()
export class HealthSigns {
  private readonly probes: Probe[] = [];

  register(probe: Probe): void {
    this.probes.push(probe);
  }

  all(): Promise<HealthSign[]> {
    return Promise.all(this.probes.map(async (probe) => probe()));
  }
}
