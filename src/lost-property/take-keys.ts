import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Outcome } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { LostCommands } from './lost-commands.js';
import { ITEM_COLUMNS, type ItemRow } from './lost-items.js';
import { LostPapers } from './lost-papers.js';
import { Passings } from './passings.js';

export interface KeyHolder {
  readonly id: string;
  readonly name: string;
  readonly keys: number;
}

const HELD = "i.store_id = ? AND i.slot IS NOT NULL AND i.state IN ('SAFE', 'VIP_CUSTODY')";

/** The keys of the safe change hands: whoever holds them from now on signs with the own PIN (counter-practice §4.16). */
@Injectable()
export class TakeKeys {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly coSigner: OnSpotCoSigner,
    private readonly documents: DocumentsService,
    private readonly papers: LostPapers,
    private readonly passings: Passings,
    private readonly staff: StaffQueries,
    private readonly reader: Reader,
  ) {}

  /** Who holds keys of found things now, and how many. */
  holders(storeId: string): Promise<KeyHolder[]> {
    return this.reader.rows<KeyHolder>(
      `SELECT s.id, s.name, count(*) AS keys FROM lost_item i JOIN staff s ON s.id = i.key_holder_id
       WHERE ${HELD} GROUP BY s.id, s.name ORDER BY s.name`,
      [storeId],
    );
  }

  /**
   * All keys of one holder go to the next, on a list that both sign. Throws `lost.keys.none` when that person holds none (any more),
   * `lost.keys.own` when holder and taker are one, PIN refusals.
   */
  async take(
    desk: DeskContext,
    requestKey: string,
    fromId: string,
    taker: TypedCoSign,
  ): Promise<Outcome<{ keys: number; documentId: string }>> {
    const signer = await this.coSigner.verify(desk, 'lost.takeKeys', taker);
    if (signer.staffId === fromId) throw new DomainError('lost.keys.own', {}, 'cosignStaffNo');
    const command = this.commands.of(desk, 'lost.takeKeys', requestKey, { fromId }, [signer]);
    return this.uow.run(command, async (tx) => {
      const items = await tx.rows<ItemRow>(
        `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE ${HELD} AND i.key_holder_id = ? ORDER BY i.slot`,
        [desk.store.id, fromId],
      );
      if (items.length === 0) throw new DomainError('lost.keys.none', {}, 'fromId');
      const documentId = await this.paper(tx, desk, items, [fromId, signer.staffId]);
      const ids = items.map(({ id }) => id);
      for (const id of ids) await this.pass(tx, id, fromId, signer.staffId);
      await this.passings.write(tx, ids, { kind: 'KEY', fromId, toId: signer.staffId, documentId });
      return { documentId, keys: items.length };
    });
  }

  /** Two desks at once: the row changes only while the first holder still has the key. */
  private async pass(tx: Tx, itemId: string, fromId: string, toId: string): Promise<void> {
    const passed = await tx.run('UPDATE lost_item SET key_holder_id = ? WHERE id = ? AND key_holder_id = ?', [
      toId,
      itemId,
      fromId,
    ]);
    if (passed !== 1) throw new DomainError('lost.keys.none', {}, 'fromId');
  }

  private async paper(
    tx: Tx,
    desk: DeskContext,
    items: readonly ItemRow[],
    [fromId, toId]: readonly [string, string],
  ): Promise<string> {
    const names = await this.staff.names(tx, [fromId, toId]);
    const lines = [
      { key: 'paper.from', value: names.get(fromId) ?? '' },
      { key: 'paper.to', value: names.get(toId) ?? '' },
    ];
    // on this list a thing is known by its slot
    const slots = items.map((item) => ({ ...item, place: item.slot ?? '' }));
    const { id } = await this.documents.create(tx, {
      kind: 'lost-keys',
      prefix: 'YS',
      copies: this.papers.copies(desk, { name: 'giver', sign: 'keyTaker' }, { name: 'receiver', sign: 'keyGiver' }),
      compose: this.papers.list(desk, 'keysTitle', slots, lines),
      personId: null,
      printerId: desk.terminal?.printerId ?? null,
    });
    return id;
  }
}
