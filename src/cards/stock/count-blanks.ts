import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import type { CoSigner } from '../../platform/database/command.js';
import { Reader } from '../../platform/database/reader.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { clerkAtDesk } from '../life/card-papers.js';
import { readBlankNumbers } from '../rules/blank-numbers.js';
import type { ScannedCard } from '../rules/card-number.js';
import { BlankCount } from './blank-count.entity.js';
import { BlankRows } from './blank-rows.js';
import { BlankStock } from './blank-stock.js';
import { SpoilBlanks } from './spoil-blanks.js';

export interface CountInput {
  readonly kindCode: string;
  readonly counted: number;
  /** Numbers of the cards that were looked for and not found; '' when the count agrees. */
  readonly missing: string;
}

export interface Counted {
  readonly expected: number;
  readonly counted: number;
  readonly missing: number;
  readonly [key: string]: number;
}

/** Blanks at the desk are counted by hand; one that is gone is named, signed for by the supervisor, and never becomes a card. */
@Injectable()
export class CountBlanks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly coSigner: OnSpotCoSigner,
    private readonly rows: BlankRows,
    private readonly stock: BlankStock,
    private readonly spoiling: SpoilBlanks,
  ) {}

  /**
   * A first difference is only told, without the figure (H12). Throws `card.count.recount`, `card.count.missing {count}` when the named cards do
   * not explain the difference, `card.count.more` when there are more than the books know, PIN refusals.
   */
  async count(desk: DeskContext, key: string, input: CountInput, typed: TypedCoSign): Promise<Counted> {
    const expected = await this.stock.atDesk(this.reader, desk.store.id, input.kindCode);
    const missing = input.missing.trim() === '' ? [] : readBlankNumbers(input.missing, 'missing');
    if (input.counted > expected) throw new DomainError('card.count.more', {}, 'counted');
    if (input.counted < expected && missing.length === 0) throw new DomainError('card.count.recount', {}, 'counted');
    const signer = missing.length === 0 ? null : await this.coSigner.verify(desk, 'cards.countBlanks', typed);
    const command = commandOfTheDay(desk, 'cards.countBlanks', key, { ...input }, signer ? [signer] : []);
    const { result } = await this.uow.run(command, (tx) => this.settle(tx, desk, input, { missing, signer }));
    return result;
  }

  private async settle(
    tx: Tx,
    desk: DeskContext,
    { kindCode, counted }: CountInput,
    { missing, signer }: { missing: readonly ScannedCard[]; signer: CoSigner | null },
  ): Promise<Counted> {
    const { storeId, actorId: byId } = tx.command;
    const expected = await this.stock.atDesk(tx, storeId, kindCode);
    const rows = await this.rows.blanks(tx, missing);
    const atDesk = rows.every((row) => row.holderId === null && row.kindCode === kindCode);
    if (!atDesk || counted + missing.length !== expected)
      throw new DomainError('card.count.missing', { count: Math.abs(expected - counted) }, 'missing');
    const paper = rows.length === 0 ? null : await this.spoiling.put(tx, rows, 'MISSING', clerkAtDesk(desk));
    await tx.insert(BlankCount, {
      id: uuidv7(),
      storeId,
      kindCode,
      expected,
      counted,
      documentId: paper?.documentId ?? null,
      witnessId: signer?.staffId ?? null,
      businessDate: tx.command.businessDate ?? '',
      at: tx.now,
      byId,
    });
    return { expected, counted, missing: missing.length };
  }
}
