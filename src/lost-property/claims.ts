import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import { Reader } from '../platform/database/reader.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { PaperReader } from '../platform/printing/paper-gate.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { GuessBar } from './guess-bar.js';
import { assertClaimable } from './holding.js';
import { LostClaimResult } from './lost-claim-result.entity.js';
import { LostClaim } from './lost-claim.entity.js';
import { LostCommands } from './lost-commands.js';
import { LostItems } from './lost-items.js';
import { Reveals } from './reveals.js';

export type ClaimOutcome = 'RELEASED' | 'REJECTED' | 'GIVEN_TO_OTHER' | 'ITEM_LEFT';

export interface ClaimRow {
  readonly id: string;
  readonly itemId: string;
  readonly sealedDescription: string;
  readonly byName: string;
  readonly at: number;
  readonly outcome: ClaimOutcome | null;
  readonly way: string | null;
  readonly sealedClaimant: string | null;
  readonly reason: string | null;
  readonly documentId: string | null;
  readonly courierNo: string | null;
  readonly courierFen: number | null;
  readonly courierPaidBy: string | null;
}

const CLAIM = `SELECT c.id, c.item_id, c.sealed_description, s.name AS by_name, c.at, r.outcome, r.way, r.sealed_claimant, r.reason, r.document_id,
    r.courier_no, r.courier_fen, r.courier_paid_by
  FROM lost_claim c JOIN staff s ON s.id = c.by_id LEFT JOIN lost_claim_result r ON r.claim_id = c.id`;
/** "A phone" describes nothing; six characters say at least a colour and a thing. */
const SHORTEST = 6;

/** 003E-044: the guest speaks first. Only what was written down opens the details, and they stay open for a short while. */
@Injectable()
export class Claims {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
    private readonly reveals: Reveals,
    private readonly bar: GuessBar,
    private readonly vault: PersonVault,
    private readonly reader: Reader,
  ) {}

  /** Writes the description down. Throws `lost.claim.short`, `lost.claim.holder`, `lost.claim.barred`, `lost.claim.dangerous`, `lost.item.transition` when the thing is gone. */
  async describe(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    typed: string,
  ): Promise<Outcome<{ claimId: string }>> {
    const description = cleanText(typed, { max: 500, required: true, multiline: true, field: 'description' });
    if ([...description].length < SHORTEST) throw new DomainError('lost.claim.short', { min: SHORTEST }, 'description');
    const command = this.commands.of(desk, 'lost.claim', requestKey, { itemId, description });
    return this.uow.run(command, async (tx) => {
      const item = await this.items.ofStore(tx, desk.store.id, itemId);
      assertClaimable(desk, item);
      await this.bar.assertOpen(tx, itemId);
      const id = uuidv7();
      await this.vault.create(tx, id);
      const sealedDescription = await this.vault.seal(tx, id, 'lost_claim.description', description);
      await tx.insert(LostClaim, {
        id,
        itemId,
        sealedDescription,
        storeId: desk.store.id,
        byId: desk.person.id,
        at: tx.now,
      });
      await this.reveals.write(tx, itemId, 'CLAIM');
      return { claimId: id };
    });
  }

  /** Looks at the details again when the page was left too long: the description is already there. */
  reopen(desk: DeskContext, requestKey: string, claimId: string): Promise<Outcome<{ claimId: string }>> {
    return this.uow.run(this.commands.of(desk, 'lost.reveal', requestKey, { claimId }), async (tx) => {
      const claim = await this.open(tx, desk, claimId);
      assertClaimable(desk, await this.items.ofStore(tx, desk.store.id, claim.itemId));
      await this.reveals.write(tx, claim.itemId, 'CLAIM');
      return { claimId };
    });
  }

  /** Sends a claimant away with a reason; the thing stays. Throws `lost.claim.over`, `text.required` on `reason`. */
  async reject(
    desk: DeskContext,
    requestKey: string,
    claimId: string,
    typed: string,
  ): Promise<Outcome<{ claimId: string }>> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    return this.uow.run(this.commands.of(desk, 'lost.claim', requestKey, { claimId, reason }), async (tx) => {
      await this.open(tx, desk, claimId);
      await this.end(tx, claimId, { outcome: 'REJECTED', reason });
      return { claimId };
    });
  }

  /** Who took it, in full: for the police or a dispute, with a reason that stays in the journal. Throws `text.required` on `reason`. */
  async revealClaimant(desk: DeskContext, requestKey: string, claimId: string, typed: string): Promise<void> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    const { itemId } = await this.ofStore(this.reader, desk.store.id, claimId);
    const command = commandAt(desk, 'lost.revealClaimant', requestKey, { claimId, reason });
    await this.uow.note(command, 'NOTED', { itemId, claimId, reason });
  }

  /** Throws `page.notFound` for another store's claim. */
  async ofStore(db: SqlReads, storeId: string, claimId: string): Promise<ClaimRow> {
    const row = await db.one<ClaimRow>(`${CLAIM} WHERE c.id = ? AND c.store_id = ?`, [claimId, storeId]);
    if (!row) throw new DomainError('page.notFound');
    return row;
  }

  /** Everybody who ever claimed a thing, newest first. */
  ofItem(db: SqlReads, itemId: string): Promise<ClaimRow[]> {
    return db.rows<ClaimRow>(`${CLAIM} WHERE c.item_id = ? ORDER BY c.id DESC`, [itemId]);
  }

  /** A claim without an end. Throws `page.notFound`, `lost.claim.over`. */
  async open(tx: Tx, desk: DeskContext, claimId: string): Promise<ClaimRow> {
    const claim = await this.ofStore(tx, desk.store.id, claimId);
    if (claim.outcome !== null) throw new DomainError('lost.claim.over');
    return claim;
  }

  /** Other people who claim the same thing and have no answer yet. */
  async others(tx: SqlReads, claim: Pick<ClaimRow, 'id' | 'itemId'>): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      'SELECT c.id FROM lost_claim c LEFT JOIN lost_claim_result r ON r.claim_id = c.id WHERE c.item_id = ? AND c.id <> ? AND r.claim_id IS NULL',
      [claim.itemId, claim.id],
    );
    return rows.map(({ id }) => id);
  }

  /** The thing left the house by another way: nobody waits for it any more. */
  async endAll(tx: Tx, itemId: string, reason: string): Promise<void> {
    for (const id of await this.others(tx, { id: '', itemId }))
      await this.end(tx, id, { outcome: 'ITEM_LEFT', reason });
  }

  async end(
    tx: Tx,
    claimId: string,
    result: Pick<LostClaimResult, 'outcome'> & Partial<LostClaimResult>,
  ): Promise<void> {
    const { way = null, sealedClaimant = null, courierFen = null, courierPaidBy = null } = result;
    const { outcome, reason = null, documentId = null, supervisorId = null } = result;
    await tx.insert(LostClaimResult, {
      claimId,
      outcome,
      way,
      sealedClaimant,
      courierNo: null,
      courierFen,
      courierPaidBy,
      reason,
      documentId,
      supervisorId,
      byId: tx.command.actorId,
      at: tx.now,
    });
  }
}

/** A receipt may carry the claimant's signature: for whoever gave the thing out, and for those who may see who took it. Throws `lost.claim.paper`. */
export async function assertReceiptRead(db: SqlReads, { id }: { readonly id: string }, reader: PaperReader) {
  if (reader.may('lost.revealClaimant')) return;
  const others = await db.one('SELECT claim_id FROM lost_claim_result WHERE document_id = ? AND by_id <> ?', [
    id,
    reader.id,
  ]);
  if (others) throw new DomainError('lost.claim.paper');
}
