import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PendingSignatures } from '../../staff/approvals/pending-signatures.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { CardsService } from '../cards.service.js';
import { recordCardAct } from '../life/card-acts.js';
import { type ActingClerk, CardPapers, clerkAtDesk } from '../life/card-papers.js';
import { readBlankNumbers } from '../rules/blank-numbers.js';
import { BlankRows, type BlankRow } from './blank-rows.js';

export const SPOIL_REASONS = ['DAMAGED', 'MISPRINTED', 'UNREADABLE', 'MISSING'] as const;
export type SpoilReason = (typeof SPOIL_REASONS)[number];

export interface Spoilt {
  readonly documentId: string;
  readonly number: string;
  readonly pieces: number;
  readonly [key: string]: string | number;
}

/** Blanks that can become no card any more: the damaged piece lies in the drawer until the supervisor has signed for it (H1, 待签). */
@Injectable()
export class SpoilBlanks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rows: BlankRows,
    private readonly cards: CardsService,
    private readonly papers: CardPapers,
    private readonly signatures: PendingSignatures,
  ) {}

  /** Throws `card.blanks.*`, `card.blank.unknown | otherStore | notStock`, `card.spoil.reason` for a missing one: those are counted. */
  async spoil(desk: DeskContext, key: string, typed: { numbers: string; reason: string }): Promise<Spoilt> {
    const blanks = readBlankNumbers(typed.numbers);
    const reason = SPOIL_REASONS.find((known) => known === typed.reason && known !== 'MISSING');
    if (!reason) throw new DomainError('card.spoil.reason', {}, 'reason');
    const command = commandOfTheDay(desk, 'cards.spoilBlank', key, { ...typed });
    const { result } = await this.uow.run(command, async (tx) => {
      const done = await this.put(tx, await this.rows.blanks(tx, blanks), reason, clerkAtDesk(desk));
      await this.signatures.add(tx, desk.person.roles, {
        kind: 'cards.spoilBlank',
        documentId: done.documentId,
        summary: { key: 'cardlife.sign.spoilt', params: { number: done.number, count: done.pieces } },
      });
      return done;
    });
    return result;
  }

  /** Out of stock for good, with a paper. */
  async put(tx: Tx, rows: readonly BlankRow[], reason: SpoilReason, clerk: ActingClerk): Promise<Spoilt> {
    const document = await this.papers.write(tx, {
      kind: 'spoilt',
      clerk,
      personId: null,
      copies: 'HOUSE',
      lines: [
        ['reason', this.papers.t(`cardlife.spoil.${reason}`)],
        ...rows.map(({ cardNo }) => ['cardNo', cardNo] as const),
        ['pieces', String(rows.length)],
      ],
    });
    for (const { id } of rows) {
      await this.cards.spoil(tx, id);
      await recordCardAct(tx, { kind: 'SPOIL', cardId: id, documentId: document.id, reason });
    }
    return { documentId: document.id, number: document.number, pieces: rows.length };
  }
}
