import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { recordCardAct } from '../life/card-acts.js';
import { CardPapers, clerkAtDesk } from '../life/card-papers.js';
import { readBlankNumbers } from '../rules/blank-numbers.js';
import { BlankRows, type BlankRow } from './blank-rows.js';

export interface BlankMove {
  readonly numbers: string;
  /** DESK: from the hand of one of the two to the desk. WITNESS: into the hand of the one who signs. */
  readonly to: 'DESK' | 'WITNESS';
}

export interface Moved {
  readonly documentId: string;
  readonly number: string;
  readonly pieces: number;
  readonly [key: string]: string | number;
}

/** Blanks from hand to hand: two people count the same cards, and both sign. */
@Injectable()
export class MoveBlanks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly coSigner: OnSpotCoSigner,
    private readonly rows: BlankRows,
    private readonly papers: CardPapers,
  ) {}

  /** Throws `card.blanks.*`, `card.blank.unknown | otherStore | notStock | notHeld`, PIN refusals. */
  async move(desk: DeskContext, key: string, move: BlankMove, witness: TypedCoSign): Promise<Moved> {
    const blanks = readBlankNumbers(move.numbers);
    const signer = await this.coSigner.verify(desk, 'cards.moveBlanks', witness);
    const command = commandOfTheDay(desk, 'cards.moveBlanks', key, { ...move }, [signer]);
    const { result } = await this.uow.run(command, async (tx) => {
      const rows = await this.rows.blanks(tx, blanks);
      const hands: (string | null)[] = [command.actorId, signer.staffId];
      const to = move.to === 'DESK' ? null : signer.staffId;
      const from = move.to === 'DESK' ? hands : [command.actorId, null];
      if (rows.some(({ holderId }) => !from.includes(holderId)))
        throw new DomainError('card.blank.notHeld', {}, 'numbers');
      return this.carry(tx, desk, rows, to);
    });
    return result;
  }

  private async carry(tx: Tx, desk: DeskContext, rows: readonly BlankRow[], to: string | null): Promise<Moved> {
    const document = await this.papers.write(tx, {
      kind: 'moved',
      clerk: clerkAtDesk(desk),
      personId: null,
      copies: 'HOUSE',
      lines: [
        ['to', to === null ? this.papers.t('cardlife.stock.desk') : await this.rows.nameOf(tx, to)],
        ['numbers', this.rows.span(rows)],
        ['pieces', String(rows.length)],
      ],
    });
    for (const { id } of rows) {
      const moved = await tx.run("UPDATE card SET holder_id = ?, updated_at = ? WHERE id = ? AND state = 'STOCK'", [
        to,
        tx.now,
        id,
      ]);
      if (moved !== 1) throw new DomainError('card.blank.notStock', {}, 'numbers');
      await recordCardAct(tx, {
        kind: 'MOVE',
        cardId: id,
        documentId: document.id,
        reason: to === null ? 'DESK' : 'CUSTODY',
      });
    }
    return { documentId: document.id, number: document.number, pieces: rows.length };
  }
}
