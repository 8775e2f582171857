import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { Ledger } from '../../ledger/ledger.js';
import { Refunds } from '../../ledger/refunds.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { People } from '../../members/people.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { money } from '../../platform/views/format.js';
import { OnSpotCoSigner, type TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';
import { commandOfTheDay, type DeskContext, tillOf } from '../../staff/desk-context.js';
import { isMoneyTender, TENDERS } from '../../venue/rules/tender-kinds.js';
import { CardUses } from '../card-uses.js';
import { CardsService } from '../cards.service.js';
import { CardPapers, clerkAtDesk } from '../life/card-papers.js';
import { UnitCardUndo } from './unit-card-undo.entity.js';
import { UnitCardsQueries, type UnitSaleRow, type WaitingCard } from './unit-cards.queries.js';

export interface UnitUndone {
  readonly saleId: string;
  readonly documentId: string;
  readonly number: string;
  readonly cards: number;
  readonly feeFen: number;
  readonly [key: string]: string | number;
}

/**
 * A list that was entered wrongly: the cards nobody has come for are blanks again, the people on it are forgotten, and their fee goes back the
 * way it came. A card that met its holder stays; that holder's wishes are a closing or a refund.
 */
@Injectable()
export class UndoUnitCards {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly coSigner: OnSpotCoSigner,
    private readonly queries: UnitCardsQueries,
    private readonly uses: CardUses,
    private readonly cards: CardsService,
    private readonly people: People,
    private readonly ledger: Ledger,
    private readonly refunds: Refunds,
    private readonly papers: CardPapers,
  ) {}

  /** Throws `page.notFound`, `cards.undo.reasonRequired | used`, `cards.unit.noneWaits`, `ledger.drawerShort`, `shifts.notOpen`, PIN refusals. */
  async undo(
    desk: DeskContext,
    key: string,
    { saleId, reason: typed }: { saleId: string; reason: string },
    lead: TypedCoSign,
  ): Promise<UnitUndone> {
    const reason = cleanText(typed, { max: 200, field: 'reason' });
    if (reason === '') throw new DomainError('cards.undo.reasonRequired', {}, 'reason');
    const signer = await this.coSigner.verify(desk, 'cards.undoUnit', lead);
    const command = commandOfTheDay(desk, 'cards.undoUnit', key, { saleId, reason }, [signer]);
    const { result } = await this.uow.run(command, async (tx) => {
      const sale = await this.queries.sale(tx, desk.store.id, saleId);
      const waiting = await this.queries.waiting(tx, saleId);
      if (waiting.length === 0) throw new DomainError('cards.unit.noneWaits');
      for (const { membershipId } of waiting) await this.uses.assertUnused(tx, membershipId);
      const feeFen = (sale.feeFen / sale.cards) * waiting.length;
      const { id: documentId, number } = await this.paper(tx, desk, sale, { waiting, feeFen, reason });
      if (feeFen > 0) await this.giveBack(tx, desk, sale, { feeFen, documentId });
      for (const { cardId, membershipId, personId } of waiting) {
        await this.cards.backToStock(tx, cardId);
        await this.people.close(tx, membershipId, 'UNDONE');
        await this.people.erase(tx, personId);
      }
      const done = { saleId, documentId, cards: waiting.length, feeFen };
      const { businessDate } = command;
      const who = { byId: command.actorId, coSignerId: signer.staffId };
      await tx.insert(UnitCardUndo, { ...done, ...who, id: uuidv7(), reason, businessDate, at: tx.now });
      return { ...done, number };
    });
    return result;
  }

  /** Out of the drawer that serves now, by the tender that paid. */
  private async giveBack(
    tx: Tx,
    desk: DeskContext,
    { tender, documentId: takenBy }: UnitSaleRow,
    { feeFen, documentId }: { feeFen: number; documentId: string },
  ): Promise<void> {
    const till = tillOf(desk);
    const taken = await tx.one<{ id: string }>(
      "SELECT id FROM ledger_transfer WHERE document_id = ? AND kind = 'cards.feeTaken'",
      [takenBy],
    );
    if (tender === null || !isMoneyTender(tender) || !taken) throw new DomainError('page.notFound');
    if (tender === 'CASH') await this.refunds.assertCash(tx, till, feeFen);
    const from = { kind: TENDERS[tender].till, owner: till } as const;
    const to = { kind: 'income.cardFee', owner: tx.command.storeId } as const;
    const transfers = [{ unit: 'FEN', from, to, amount: feeFen, relatesToId: taken.id }] as const;
    await this.ledger.post(tx, { kind: 'cards.feeReturned', documentId, transfers });
  }

  private paper(
    tx: Tx,
    desk: DeskContext,
    { unitName, number, agentPersonId, tender }: UnitSaleRow,
    { waiting, feeFen, reason }: { waiting: readonly WaitingCard[]; feeFen: number; reason: string },
  ) {
    const back = [
      ['feeBack', money(feeFen)],
      ['tender', this.papers.t(`cards.tender.${tender}`)],
    ] as const;
    return this.papers.write(tx, {
      kind: 'unitUndone',
      clerk: clerkAtDesk(desk),
      personId: agentPersonId,
      copies: 'GUEST',
      lines: [
        ['unitName', unitName],
        ['original', number],
        ['pieces', String(waiting.length)],
        ['reason', reason],
        ...(feeFen === 0 ? [] : back),
      ],
      notes: waiting.map(({ cardNo }) => maskCardNo(cardNo)),
    });
  }
}
