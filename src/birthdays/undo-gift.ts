import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { BirthdayDay } from './birthday-day.js';
import { GiftCustody, type GivenLine } from './gift-custody.js';
import { GiftRegisters, type RegisterDone } from './gift-registers.js';

/** Where the gift is now: back in the manager's hand, broken, or gone with the wrong guest. */
export const UNDO_OUTCOMES = ['BACK', 'DAMAGE', 'LOSE'] as const;

export interface UndoInput {
  readonly outcome: string;
  readonly reason: string;
}

/** 送错更正: a gift went to the wrong guest. */
@Injectable()
export class UndoGift {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly day: BirthdayDay,
    private readonly custody: GiftCustody,
    private readonly registers: GiftRegisters,
    private readonly coSigner: OnSpotCoSigner,
  ) {}

  /**
   * Takes the gift back in the books, signed by two: the right guest can be given it, on a slip of their own. A locked period stays as it is, the
   * correction stands in the open one. Throws `birthdays.undo.outcome`, `birthdays.undo.none` where nothing was given, `text.required` beside
   * `reason`, `venue.dayNotOpen`, PIN refusals.
   */
  async undo(
    desk: DeskContext,
    key: string,
    entryId: string,
    typed: UndoInput,
    second: TypedCoSign,
  ): Promise<RegisterDone> {
    const outcome = UNDO_OUTCOMES.find((known) => known === typed.outcome);
    if (outcome === undefined) throw new DomainError('birthdays.undo.outcome', {}, 'outcome');
    const reason = cleanText(typed.reason, { max: 200, required: true, field: 'reason' });
    const signer = await this.coSigner.verify(desk, 'birthdays.undoGift', second);
    const command = commandOfTheDay(desk, 'birthdays.undoGift', key, { entryId, outcome, reason }, [signer]);
    const { result } = await this.uow.run(command, async (tx) => {
      const entry = await this.day.entry(tx, desk, entryId);
      if (entry.givenAt === null || entry.slipId === null) throw new DomainError('birthdays.undo.none');
      const gifts = await givenBy(tx, entry.slipId);
      const registered = await this.registers.write(tx, desk, {
        reason,
        signer,
        where: outcome,
        paper: 'undo',
        lines: gifts,
        entries: [entry],
      });
      const proof = { reason, documentId: registered.documentId, coSignerId: signer.staffId };
      await this.custody.takeBack(tx, entry.slipId, gifts, proof);
      if (outcome !== 'BACK') await this.custody.post(tx, { ...proof, kind: outcome, lines: gifts });
      await tx.run(
        'UPDATE birthday_entry SET given_at = NULL, slip_id = NULL, slip_state = NULL, gift_round = ? WHERE id = ?',
        [(entry.giftRound ?? 1) + 1, entryId],
      );
      return registered;
    });
    return result;
  }
}

/** What a slip gave away, at the prices of that day. */
function givenBy(tx: Tx, slipId: string): Promise<GivenLine[]> {
  return tx.rows<GivenLine>(
    'SELECT item_id, entry_id, pieces, for_date, cost_fen, market_fen FROM birthday_gift_move ' +
      "WHERE document_id = ? AND kind = 'DELIVER' ORDER BY id",
    [slipId],
  );
}
