import { Injectable } from '@nestjs/common';
import { amountInWords } from '../kernel/amount-words.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { cleanText } from '../kernel/text.js';
import type { Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../staff/desk-context.js';
import { LostCommands } from './lost-commands.js';
import { type ItemRow, LostItems } from './lost-items.js';
import { LostPapers, type PaperLine } from './lost-papers.js';
import { SafeSlots, slotOf } from './safe-slots.js';

export interface SafeInput {
  readonly slot: string;
  readonly bagNo: string;
  /** Yuan as counted by both, or ''. */
  readonly cash: string;
}

/**
 * 003E-040: a valuable is registered first and then put into the safe. Clerk and key holder seal the bag and count cash together: the holder of
 * the key signs with the own PIN. Cash found never enters a drawer and is no transfer of the house's money.
 */
@Injectable()
export class PutIntoSafe {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
    private readonly slots: SafeSlots,
    private readonly coSigner: OnSpotCoSigner,
    private readonly documents: DocumentsService,
    private readonly papers: LostPapers,
  ) {}

  /** Throws `lost.safe.cash` when cash was found and not counted, `lost.safe.slotTaken`, `lost.item.transition`, PIN refusals. */
  async put(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    input: SafeInput,
    keyHolder: TypedCoSign,
  ): Promise<Outcome<{ itemId: string; documentId: string }>> {
    const slot = slotOf(input.slot);
    const bagNo = cleanText(input.bagNo, { max: 40, required: true, field: 'bagNo' });
    const cashFen = input.cash.trim() === '' ? null : parseYuan(input.cash, { field: 'cash' });
    const signer = await this.coSigner.verify(desk, 'lost.putIntoSafe', keyHolder);
    const command = this.commands.of(desk, 'lost.putIntoSafe', requestKey, { itemId, ...input }, [signer]);
    return this.uow.run(command, async (tx) => {
      const item = await this.items.ofStore(tx, desk.store.id, itemId);
      if (item.category === 'CASH' && !cashFen) throw new DomainError('lost.safe.cash', {}, 'cash');
      await this.slots.occupy(tx, slot, itemId);
      const documentId = await this.paper(tx, desk, item, { slot, bagNo, cashFen });
      const place = `${slot} / ${bagNo}`;
      await this.items.move(
        tx,
        item,
        'putIntoSafe',
        { place, documentId, coSignerId: signer.staffId },
        { safe_by: null, slot, bag_no: bagNo, key_holder_id: signer.staffId, cash_fen: cashFen },
      );
      return { itemId, documentId };
    });
  }

  private async paper(
    tx: Tx,
    desk: DeskContext,
    item: ItemRow,
    { slot, bagNo, cashFen }: { slot: string; bagNo: string; cashFen: number | null },
  ): Promise<string> {
    const cash: PaperLine[] =
      cashFen === null
        ? []
        : [
            { key: 'cash', value: this.papers.yuan(cashFen) },
            { key: 'paper.words', value: amountInWords(cashFen) },
          ];
    const lines = [{ key: 'slot', value: slot }, { key: 'bagNo', value: bagNo }, ...cash];
    const { id } = await this.documents.create(tx, {
      kind: 'lost-safe',
      prefix: 'RG',
      copies: this.papers.copies(desk, { name: 'safe', sign: 'keyHolder' }),
      personId: null,
      printerId: desk.terminal?.printerId ?? null,
      compose: this.papers.about(desk, 'safeTitle', item, lines),
    });
    return id;
  }
}
