import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { EARNED_TIERS } from '../../venue/rules/card-policy.js';
import type { Policy } from '../../venue/rules/policy-schema.js';
import { Card } from '../card.entity.js';
import { BLANK } from '../card-row.js';
import { type ActingClerk, CardPapers, clerkAtDesk } from '../life/card-papers.js';
import { readBlankNumbers } from '../rules/blank-numbers.js';
import type { ScannedCard } from '../rules/card-number.js';
import { UNNAMED_KIND } from '../rules/card-validity.js';
import { CardBatch } from './card-batch.entity.js';

export interface Delivery {
  readonly kindCode: string;
  /** A serial range, or a line for each card. */
  readonly numbers: string;
  /** The supplier, or Finance. */
  readonly source: string;
  /** Straight to the desk; else the receiver keeps them in custody. */
  readonly toDesk: boolean;
}

/** A delivery that two people have counted, in the order of its numbers. */
export interface CountedDelivery {
  readonly kindCode: string;
  readonly source: string;
  readonly blanks: readonly ScannedCard[];
  /** Who keeps them; null = they lie at the desk. */
  readonly holderId: string | null;
  readonly witnessId: string;
  readonly clerk: ActingClerk;
}

export interface Received {
  readonly batchId: string;
  readonly documentId: string;
  readonly number: string;
  readonly pieces: number;
  readonly [key: string]: string | number;
}

/** Kinds of blanks: every kind that is sold, and the cards that go with a tier. */
export function blankKinds({ cardKinds, storedValue }: Pick<Policy, 'cardKinds' | 'storedValue'>): string[] {
  const unnamed = storedValue.unnamedMonths === null ? [] : [UNNAMED_KIND];
  return [...new Set([...cardKinds.map(({ code }) => code), ...EARNED_TIERS, ...unnamed])];
}

/** Blank cards come into the house, counted by two people. */
@Injectable()
export class ReceiveBlanks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly coSigner: OnSpotCoSigner,
    private readonly policies: PolicyService,
    private readonly papers: CardPapers,
  ) {}

  /** Throws `cards.kind.gone`, `card.blanks.*`, `card.no.*`, `text.required` beside `source`, PIN refusals. */
  async receive(desk: DeskContext, key: string, delivery: Delivery, witness: TypedCoSign): Promise<Received> {
    const blanks = readBlankNumbers(delivery.numbers);
    const source = cleanText(delivery.source, { max: 80, required: true, field: 'source' });
    const signer = await this.coSigner.verify(desk, 'cards.receiveBlanks', witness);
    const command = commandOfTheDay(desk, 'cards.receiveBlanks', key, { ...delivery }, [signer]);
    const { result } = await this.uow.run(command, async (tx) => {
      const { storeId, businessDate, actorId } = command;
      const policy = await this.policies.current(tx, storeId, businessDate);
      if (!blankKinds(policy).includes(delivery.kindCode)) throw new DomainError('cards.kind.gone', {}, 'kindCode');
      return this.store(tx, {
        kindCode: delivery.kindCode,
        source,
        blanks,
        holderId: delivery.toDesk ? null : actorId,
        witnessId: signer.staffId,
        clerk: clerkAtDesk(desk),
      });
    });
    return result;
  }

  /** The same in a unit of its caller; `blanks` in the order of their numbers, none of them known. */
  async store(tx: Tx, delivery: CountedDelivery): Promise<Received> {
    const { kindCode, source, blanks, holderId, witnessId } = delivery;
    const [firstNo = '', lastNo = ''] = [blanks[0]?.cardNo, blanks.at(-1)?.cardNo];
    const document = await this.paper(tx, delivery, blanks.length === 1 ? firstNo : `${firstNo} – ${lastNo}`);
    const batchId = uuidv7();
    await tx.insert(CardBatch, {
      id: batchId,
      storeId: tx.command.storeId,
      kindCode,
      source,
      firstNo,
      lastNo,
      pieces: blanks.length,
      documentId: document.id,
      receivedBy: tx.command.actorId,
      witnessId,
      businessDate: tx.command.businessDate ?? '',
      at: tx.now,
    });
    for (const blank of blanks) await this.blank(tx, blank, { kindCode, holderId, batchId });
    return { batchId, documentId: document.id, number: document.number, pieces: blanks.length };
  }

  private paper(tx: Tx, { kindCode, source, blanks, clerk }: CountedDelivery, numbers: string) {
    return this.papers.write(tx, {
      kind: 'received',
      clerk,
      personId: null,
      copies: 'HOUSE',
      lines: [
        ['kind', this.papers.t(`cards.kind.${kindCode}`)],
        ['source', source],
        ['numbers', numbers],
        ['pieces', String(blanks.length)],
      ],
    });
  }

  private async blank(
    tx: Tx,
    { raw, cardNo }: ScannedCard,
    { kindCode, holderId, batchId }: { kindCode: string; holderId: string | null; batchId: string },
  ): Promise<void> {
    const known = await tx.one('SELECT id FROM card WHERE card_no = ?', [cardNo]);
    if (known) throw new DomainError('card.blanks.known', { tail: cardNo.slice(-4) }, 'numbers');
    await tx.insert(Card, {
      ...BLANK,
      id: uuidv7(),
      cardNo,
      raw,
      kindCode,
      storeId: tx.command.storeId,
      holderId,
      batchId,
      createdAt: tx.now,
      updatedAt: tx.now,
    });
  }
}
