import type { INestApplicationContext, Type } from '@nestjs/common';
import type { ManualClock } from '../platform/clock/clock.js';
import { SYSTEM_ACTOR, type Json } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Chance } from './chance.js';

/** The house in which the demo is told, and where the telling stands. */
export class DemoStory {
  readonly reader: Reader;
  private readonly units: UnitOfWork;
  private acts = 0;
  /** The open business day. */
  businessDate: string | null = null;

  constructor(
    private readonly house: INestApplicationContext,
    readonly clock: ManualClock,
    readonly chance: Chance,
    readonly storeId: string,
  ) {
    this.reader = house.get(Reader);
    this.units = house.get(UnitOfWork);
  }

  get<T>(service: Type<T>): T {
    return this.house.get(service, { strict: false });
  }

  /** Many acts of the past in one unit: journalled as what it is, an act of the system. */
  async tell<T extends Json>(kind: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    this.acts += 1;
    const command = {
      kind: `demo.${kind}`,
      actorId: SYSTEM_ACTOR,
      storeId: this.storeId,
      terminalId: null,
      businessDate: this.businessDate,
      key: `demo-${this.acts}`,
      input: { act: this.acts },
    };
    return (await this.units.run(command, work)).result;
  }
}
