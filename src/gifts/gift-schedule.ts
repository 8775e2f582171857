import { Injectable } from '@nestjs/common';
import { type Command, SYSTEM_ACTOR } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { RunIfDue } from '../platform/jobs/run-if-due.js';
import { GiftCatalogue } from './gift-catalogue.js';

interface DueStore {
  readonly storeId: string;
  readonly businessDate: string;
  readonly last: string;
}

/** Looks for activities whose last day is over and brings what nobody took back to the shelf. */
@Injectable()
export class GiftSchedule extends RunIfDue {
  /** A day opened by hand has its look a few minutes later; a PC that was off has it at the start. */
  protected readonly lookEveryMs = 5 * 60_000;

  constructor(
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
    private readonly catalogue: GiftCatalogue,
  ) {
    super();
  }

  /** Closes what is over in every store whose day is open; a second run the same day finds nothing to do. */
  async runDue(): Promise<void> {
    const due = await this.reader.rows<DueStore>(
      'SELECT a.store_id, d.business_date, MAX(a.id) AS last FROM gift_activity a JOIN business_day d ON d.open_store_id = a.store_id ' +
        'WHERE a.returned_at IS NULL AND a.ends_on < d.business_date GROUP BY a.store_id, d.business_date',
    );
    for (const { storeId, businessDate, last } of due) {
      const command: Command = {
        kind: 'gifts.closeEnded',
        actorId: SYSTEM_ACTOR,
        storeId,
        businessDate,
        terminalId: null,
        key: `gifts-${storeId.slice(-12)}-${businessDate}-${last.slice(-12)}`,
        input: null,
      };
      await this.uow.run(command, async (tx) => ({ pieces: await this.catalogue.closeEnded(tx) }));
    }
  }
}
