import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type CardHolder, CardLookup } from '../cards/card-lookup.js';
import { CardStops } from '../cards/card-stops.js';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan, MAX_AMOUNT_FEN } from '../kernel/money.js';
import { Ledger } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { money } from '../platform/views/format.js';
import { normalSlipNo } from '../slips/rules/slip-content.js';
import { figuresBySlip, slipByNo } from '../slips/slip-rows.js';
import { SlipStoredValues, storedValueOf } from '../slips/slip-stored-values.js';
import { Lots } from './lots.js';
import { type LotPart, planSpend } from './rules/lot-split.js';
import { SpendSlips } from './spend-slips.js';
import { SpendPart } from './spend-part.entity.js';
import { Spend } from './spend.entity.js';
import { spentTransfers } from './value-accounts.js';
import { ValuePapers } from './value-papers.js';

export interface SpendWish {
  /** Number of the card that was presented, in any spelling. */
  readonly cardNo: string;
  readonly slipNo: string;
  readonly roomNo: string;
  readonly amountFen: number;
  /** The same consumption before discount. */
  readonly listFen: number;
  readonly via: 'SWIPED' | 'KEYED' | 'DEVICE';
  readonly proof: 'CARD' | 'SECRET' | 'HOLDER' | 'TILL';
}

export interface Spender {
  readonly name: string;
  readonly printerId: string | null;
}

export interface Spent {
  readonly spendId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly slipNo: string;
  readonly amountFen: number;
  readonly principalFen: number;
  readonly bonusFen: number;
  /** What is left on the card. */
  readonly balanceFen: number;
  readonly tail: string;
  readonly [figure: string]: string | number;
}

/** Stored value pays a slip: oldest lots first, principal and bonus by their ratio, in the unit that asks whether the card is stopped. */
@Injectable()
export class SpendValue {
  constructor(
    private readonly cards: CardLookup,
    private readonly stops: CardStops,
    private readonly lots: Lots,
    private readonly values: SlipStoredValues,
    private readonly slips: SpendSlips,
    private readonly ledger: Ledger,
    private readonly papers: ValuePapers,
  ) {}

  /**
   * The act in an open unit. Throws `card.*`, `slips.no.*`, `storedValue.short {need, have, diff}`, `storedValue.spend.amount | list | replaced`,
   * `storedValue.spend.moreThanSlip {left}`.
   */
  async within(tx: Tx, wish: SpendWish, hand: Spender): Promise<Spent> {
    const { businessDate } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    assertAmounts(wish);
    const slipNo = normalSlipNo(wish.slipNo);
    const holder = await this.holder(tx, wish.cardNo, businessDate);
    await this.assertSlipTakes(tx, slipNo, wish.amountFen);
    const held = await this.lots.open(tx, holder.membershipId);
    const before = held.reduce((sum, { principalLeft, bonusLeft }) => sum + principalLeft + bonusLeft, 0);
    const parts = planSpend(held, wish.amountFen, wish.listFen);
    const paper = await this.print(tx, { ...wish, slipNo }, { holder, hand, before });
    const spendId = uuidv7();
    const [principalFen, bonusFen] = sums(parts);
    await this.post(tx, spendId, { wish, slipNo, holder, parts, documentId: paper.id });
    const { amountFen } = wish;
    await this.slips.tell(tx, { slipNo, businessDate, amountFen, bonusFen, cause: 'PAID', refId: spendId });
    return {
      spendId,
      slipNo,
      principalFen,
      bonusFen,
      documentId: paper.id,
      documentNo: paper.number,
      amountFen,
      balanceFen: before - amountFen,
      tail: holder.cardNo.slice(-4),
    };
  }

  private async holder(tx: Tx, cardNo: string, businessDate: string): Promise<CardHolder> {
    const holder = await this.cards.byNumber(tx, cardNo);
    if (!holder || holder.closedAt !== null) throw new DomainError('card.unknown', {}, 'card');
    await this.stops.assertPays(tx, holder, businessDate);
    return holder;
  }

  /** A slip that came first names what stored value pays of it. */
  private async assertSlipTakes(tx: Tx, slipNo: string, amountFen: number): Promise<void> {
    const slip = await slipByNo(tx, tx.command.storeId, slipNo);
    if (!slip) return;
    if (slip.replacedById !== null) throw new DomainError('storedValue.spend.replaced', {}, 'slipNo');
    if (slip.settledAt === null || slip.keyedFen !== null) return;
    const said = storedValueOf((await figuresBySlip(tx, [slip])).get(slip.id)?.tenders ?? []);
    const { standingFen } = await this.values.paid(tx, tx.command.storeId, slipNo);
    const left = said - standingFen;
    if (amountFen > left) {
      throw new DomainError('storedValue.spend.moreThanSlip', { left: formatYuan(Math.max(0, left)) }, 'amount');
    }
  }

  private print(
    tx: Tx,
    { slipNo, roomNo, amountFen, listFen }: SpendWish,
    { holder, hand, before }: { holder: CardHolder; hand: Spender; before: number },
  ): Promise<{ id: string; number: string }> {
    const say = (key: string) => this.papers.t(`value.paper.${key}`);
    const facts = [{ label: say('slip'), value: roomNo === '' ? slipNo : `${slipNo} / ${roomNo}` }];
    if (listFen !== amountFen) facts.push({ label: say('list'), value: money(listFen) });
    return this.papers.moved(tx, {
      kind: 'spent',
      holder,
      facts,
      clerkName: hand.name,
      printerId: hand.printerId,
      beforeFen: before,
      changeFen: 0 - amountFen,
    });
  }

  private async post(tx: Tx, spendId: string, { wish, slipNo, holder, parts, documentId }: Posted): Promise<void> {
    const { storeId, businessDate, actorId: byId, terminalId } = tx.command;
    const { amountFen, listFen, via, proof, roomNo } = wish;
    const { cardId, membershipId } = holder;
    const [principalFen, bonusFen] = sums(parts);
    const made = { storeId, slipNo, cardId, membershipId, amountFen, principalFen, bonusFen, listFen, via, proof };
    await tx.insert(Spend, {
      ...made,
      id: spendId,
      roomNo: roomNo === '' ? null : roomNo,
      documentId,
      terminalId,
      byId,
      businessDate: businessDate ?? '',
      at: tx.now,
    });
    const transfers = spentTransfers(membershipId, parts);
    const ids = await this.ledger.post(tx, { kind: 'prepaid.spent', documentId, transfers });
    for (const part of withTransfers(parts, ids)) await tx.insert(SpendPart, { ...part, spendId, documentId });
  }
}

interface Posted {
  readonly wish: SpendWish;
  readonly slipNo: string;
  readonly holder: CardHolder;
  readonly parts: readonly LotPart[];
  readonly documentId: string;
}

/** Each part with the transfers that made it: principal first, then bonus, where there is any. */
export function withTransfers(parts: readonly LotPart[], ids: readonly string[]) {
  const open = [...ids];
  const next = (fen: number) => (fen > 0 ? (open.shift() ?? null) : null);
  return parts.map((part) => ({
    ...part,
    principalTransferId: next(part.principalFen),
    bonusTransferId: next(part.bonusFen),
  }));
}

function sums(parts: readonly LotPart[]): [principalFen: number, bonusFen: number] {
  const sum = (of: (part: LotPart) => number) => parts.reduce((total, part) => total + of(part), 0);
  return [sum((part) => part.principalFen), sum((part) => part.bonusFen)];
}

/** @throws DomainError storedValue.spend.amount | storedValue.spend.list */
function assertAmounts({ amountFen, listFen }: SpendWish): void {
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0 || amountFen > MAX_AMOUNT_FEN) {
    throw new DomainError('storedValue.spend.amount', {}, 'amount');
  }
  if (!Number.isSafeInteger(listFen) || listFen < amountFen || listFen > MAX_AMOUNT_FEN) {
    throw new DomainError('storedValue.spend.list', {}, 'list');
  }
}
