import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Outcome } from '../platform/database/command.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { LostCommands } from './lost-commands.js';
import { ITEM_COLUMNS, type ItemRow, LostItems } from './lost-items.js';
import { LostPapers } from './lost-papers.js';
import { custodyTerm, mayHandOver } from './rules/custody-term.js';
import { assertKeepable } from './rules/item-life.js';

export type Moved = { moved: number; documentId: string };

const AT_ONCE = 200;

/** Things that change hands together: at close to the VIP centre, after their days to General Affairs. */
@Injectable()
export class ChangeCustody {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
    private readonly policies: PolicyService,
    private readonly coSigner: OnSpotCoSigner,
    private readonly documents: DocumentsService,
    private readonly papers: LostPapers,
  ) {}

  /**
   * 003E-041: after closing the VIP centre takes what was found. Nothing leaves the shift unsigned (003E-039), no valuable without the safe.
   * Throws `lost.custody.none`, `lost.custody.dangerous {number}`, `lost.custody.awaitingSafe {number}`, `lost.unsigned {number}`.
   */
  async takeIntoCustody(desk: DeskContext, requestKey: string, itemIds: readonly string[]): Promise<Outcome<Moved>> {
    const ids = listOf(itemIds, 'lost.custody.none');
    const command = this.commands.of(desk, 'lost.takeIntoCustody', requestKey, { ids });
    return this.uow.run(command, async (tx) => {
      const items = await this.ofStore(tx, ids);
      for (const item of items) {
        const { state, unsigned, number } = item;
        assertKeepable(item);
        if (state === 'AWAITING_SAFE') throw new DomainError('lost.custody.awaitingSafe', { number });
        if (unsigned > 0) throw new DomainError('lost.unsigned', { number });
      }
      const documentId = await this.paper(tx, desk, items, {
        kind: 'lost-custody',
        prefix: 'BG',
        titleKey: 'custodyTitle',
        sign: 'vip',
      });
      const { lostProperty } = await this.policies.current(tx, desk.store.id, command.businessDate);
      for (const item of items) {
        const base = lostProperty.countFrom === 'FOUND' ? item.foundOn : command.businessDate;
        const { lastDay, handOverOn } = custodyTerm(base, lostProperty.custodyDays, lostProperty);
        const change = { custody_on: command.businessDate, last_day: lastDay, hand_over_on: handOverOn };
        await this.items.move(tx, item, 'takeIntoCustody', { documentId }, change);
      }
      return { documentId, moved: items.length };
    });
  }

  /**
   * 003E-042: unclaimed after its days, General Affairs signs for the list with its own PIN; both sign on paper. Throws `lost.transfer.none`,
   * `lost.transfer.early {number, date}`, `lost.item.transition`, PIN refusals.
   */
  async transfer(
    desk: DeskContext,
    requestKey: string,
    itemIds: readonly string[],
    receiver: TypedCoSign,
  ): Promise<Outcome<Moved>> {
    const ids = listOf(itemIds, 'lost.transfer.none');
    const signer = await this.coSigner.verify(desk, 'lost.transfer', receiver);
    const command = this.commands.of(desk, 'lost.transfer', requestKey, { ids }, [signer]);
    return this.uow.run(command, async (tx) => {
      const items = await this.ofStore(tx, ids);
      const { venue } = await this.policies.current(tx, desk.store.id, command.businessDate);
      for (const item of items) {
        const { lastDay, handOverOn, number } = item;
        assertKeepable(item);
        if (lastDay !== null && !mayHandOver({ lastDay }, tx.now, venue.dayCutoff)) {
          throw new DomainError('lost.transfer.early', { number, date: handOverOn ?? lastDay });
        }
      }
      const documentId = await this.paper(tx, desk, items, {
        kind: 'lost-transfer',
        prefix: 'YJ',
        titleKey: 'transferTitle',
        sign: 'office',
      });
      const step = { documentId, coSignerId: signer.staffId };
      for (const item of items) await this.items.move(tx, item, 'transfer', step, { slot: null, key_holder_id: null });
      return { documentId, moved: items.length };
    });
  }

  private async ofStore(tx: Tx, ids: readonly string[]): Promise<ItemRow[]> {
    const items = await tx.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? AND i.id IN ${placeholders(ids.length)} ORDER BY i.number`,
      [tx.command.storeId, ...ids],
    );
    if (items.length !== ids.length) throw new DomainError('page.notFound');
    return items;
  }

  private async paper(
    tx: Tx,
    desk: DeskContext,
    items: readonly ItemRow[],
    { kind, prefix, titleKey, sign }: { kind: string; prefix: string; titleKey: string; sign: string },
  ): Promise<string> {
    const copies = this.papers.copies(desk, { name: 'giver', sign }, { name: 'receiver', sign: 'giver' });
    const { shift, person } = desk;
    const carried =
      shift === null ? [] : [{ key: 'paper.shift', value: `${shift.businessDate} ${shift.template} ${person.name}` }];
    const compose = this.papers.list(desk, titleKey, items, carried);
    const { id } = await this.documents.create(tx, {
      kind,
      prefix,
      copies,
      compose,
      personId: null,
      printerId: desk.terminal?.printerId ?? null,
    });
    return id;
  }
}

function listOf(itemIds: readonly string[], none: string): string[] {
  const ids = [...new Set(itemIds)].toSorted();
  if (ids.length === 0 || ids.length > AT_ONCE) throw new DomainError(none);
  return ids;
}
