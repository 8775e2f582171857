/** The only source of time. Tests stand still or jump by giving another one. */
export abstract class Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  abstract now(): number;
}

export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }
}

/** A clock that moves only when told: for stories at 05:59 and 06:00. */
export class ManualClock extends Clock {
  constructor(private instant: number) {
    super();
  }

  override now(): number {
    return this.instant;
  }

  /** Sets the clock to an ISO time with offset, forward or back. */
  setTo(iso: string): void {
    this.instant = Date.parse(iso);
  }

  advance(ms: number): void {
    this.instant += ms;
  }
}
