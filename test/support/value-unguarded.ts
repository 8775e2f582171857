import { jest } from '@jest/globals';
import { CardStops } from '../../src/cards/card-stops.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { Lots } from '../../src/stored-value/lots.js';
import type { LotState } from '../../src/stored-value/rules/lot-split.js';

/** Says yes to every card. */
export class BlindStops extends CardStops {
  override assertPays(): Promise<void> {
    return Promise.resolve();
  }
}

/** What a desk saw before its unit began. */
export class SeenLots extends Lots {
  constructor(private readonly seen: LotState[]) {
    super();
  }

  override open(): Promise<LotState[]> {
    return Promise.resolve(this.seen);
  }
}

/** The unit of a ledger that lets a balance fall below its floor. */
export function withoutFloor(tx: Tx): Tx {
  const run = tx.run.bind(tx);
  jest.spyOn(tx, 'run').mockImplementation((sql, params = []) => {
    const moves = sql.startsWith('UPDATE ledger_account SET balance');
    return run(sql, moves ? params.with(3, Number.MIN_SAFE_INTEGER) : params);
  });
  return tx;
}
