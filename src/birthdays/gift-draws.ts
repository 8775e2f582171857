import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import { Delegations } from '../staff/delegation/delegations.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { mayDo, type Permission } from '../staff/permissions.js';
import { BirthdayDay } from './birthday-day.js';
import type { RegisterKind } from './birthday-papers.js';
import { BirthdayQueries, type EntryRow } from './birthday.queries.js';
import { type CustodyKind, type CustodyLine, GiftCustody, STANDBY } from './gift-custody.js';
import { type GiftPieces, GiftRegisters, type RegisterDone } from './gift-registers.js';

export interface DrawnGift {
  readonly entryId: string;
  readonly itemId: string;
}

interface Register {
  readonly permission: Permission;
  readonly kind: CustodyKind;
  readonly paper: RegisterKind;
  readonly reason: string;
}

/**
 * Gifts between Finance's store and the manager's hand, every time with both signatures: drawn the day before, back when the guest did not come,
 * destroyed by two when they perish, written off when damaged or lost (003E-014, 015, 029, 030).
 */
@Injectable()
export class GiftDraws {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly custody: GiftCustody,
    private readonly registers: GiftRegisters,
    private readonly coSigner: OnSpotCoSigner,
    private readonly delegations: Delegations,
  ) {}

  /**
   * One gift for each named guest. Throws `birthdays.draw.deputy` for somebody who is neither manager nor stand-in, `birthdays.draw.done {name}`,
   * `birthdays.standing.*`, `birthdays.stock.short`, `birthdays.draw.none`, PIN refusals.
   */
  async draw(desk: DeskContext, key: string, gifts: readonly DrawnGift[], finance: TypedCoSign): Promise<RegisterDone> {
    await this.assertDrawer(desk);
    const lines = gifts.map((gift) => ({ ...gift, pieces: 1 }));
    const register = { permission: 'birthdays.drawGifts', kind: 'DRAW', paper: 'draw', reason: '' } as const;
    return this.move(desk, key, register, lines, finance, async (tx, entries) => {
      const policy = await this.day.policy(desk, tx);
      for (const entry of entries) {
        const standing = this.day.standing(entry, policy);
        if (standing !== 'DUE') throw new DomainError(`birthdays.standing.${standing}`);
        if (entry.inHand > 0) throw new DomainError('birthdays.draw.done', { date: entry.onDate });
      }
    });
  }

  /** The manager's small standby stock, refilled with a reason. Throws like `draw`, `birthdays.standby.most {most, have}`, `text.required` beside `reason`. */
  async standby(
    desk: DeskContext,
    key: string,
    refill: { itemId: string; pieces: number; reason: string },
    finance: TypedCoSign,
  ): Promise<RegisterDone> {
    await this.assertDrawer(desk);
    const reason = cleanText(refill.reason, { max: 200, required: true, field: 'reason' });
    const register = { reason, permission: 'birthdays.drawGifts', kind: 'STANDBY', paper: 'standby' } as const;
    return this.move(
      desk,
      key,
      register,
      [{ itemId: refill.itemId, entryId: null, pieces: refill.pieces }],
      finance,
      (tx) => this.assertSmall(tx, desk, refill.pieces),
    );
  }

  /** Back to Finance, in parts if need be. Throws `birthdays.return.perishable {item}`, `birthdays.hand.short`, PIN refusals. */
  async giveBack(
    desk: DeskContext,
    key: string,
    lines: readonly GiftPieces[],
    finance: TypedCoSign,
  ): Promise<RegisterDone> {
    const register = { permission: 'birthdays.returnGifts', kind: 'RETURN', paper: 'return', reason: '' } as const;
    return this.move(desk, key, register, lines, finance, async (tx) => {
      for (const { itemId } of lines) {
        const kept = await tx.one<{ nameZh: string; perishable: number | null }>(
          'SELECT i.name_zh, b.perishable FROM gift_item i LEFT JOIN birthday_gift b ON b.item_id = i.id WHERE i.id = ?',
          [itemId],
        );
        if (kept?.perishable === 1) throw new DomainError('birthdays.return.perishable', { item: kept.nameZh });
      }
    });
  }

  /** Cake and fruit do not go back: two people see them destroyed, and what they cost stands in the register. */
  async destroy(
    desk: DeskContext,
    key: string,
    lines: readonly GiftPieces[],
    typed: string,
    witness: TypedCoSign,
  ): Promise<RegisterDone> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    const register = { reason, permission: 'birthdays.destroyGifts', kind: 'DESTROY', paper: 'destroy' } as const;
    return this.move(desk, key, register, lines, witness);
  }

  /** Damaged or lost: an act of its own with its reason. */
  async writeOff(
    desk: DeskContext,
    key: string,
    off: { kind: 'DAMAGE' | 'LOSE'; lines: readonly GiftPieces[]; reason: string },
    finance: TypedCoSign,
  ): Promise<RegisterDone> {
    const reason = cleanText(off.reason, { max: 200, required: true, field: 'reason' });
    const register = { reason, permission: 'birthdays.writeOffGifts', kind: off.kind, paper: 'writeOff' } as const;
    return this.move(desk, key, register, off.lines, finance);
  }

  private async move(
    desk: DeskContext,
    key: string,
    { permission, kind, paper, reason }: Register,
    lines: readonly GiftPieces[],
    second: TypedCoSign,
    check?: (tx: Tx, entries: readonly EntryRow[]) => Promise<void>,
  ): Promise<RegisterDone> {
    if (lines.length === 0) throw new DomainError('birthdays.draw.none');
    const signer = await this.coSigner.verify(desk, permission, second);
    const input = { kind, reason, lines: lines.map((line) => ({ ...line })) };
    const command = commandOfTheDay(desk, permission, key, input, [signer]);
    const { result } = await this.uow.run(command, async (tx) => {
      const ids = [...new Set(lines.flatMap(({ entryId }) => entryId ?? []))];
      const entries = await this.queries.byIds(tx, desk.store.id, ids);
      if (entries.length !== ids.length) throw new DomainError('page.notFound');
      await check?.(tx, entries);
      const registered = await this.registers.write(tx, desk, { paper, reason, lines, entries, signer });
      const moved = lines.map((line): CustodyLine => ({ ...line, forDate: dateOf(entries, line.entryId) }));
      const posted = { kind, lines: moved, documentId: registered.documentId, coSignerId: signer.staffId };
      await this.custody.post(tx, { ...posted, reason: reason === '' ? null : reason });
      return registered;
    });
    return result;
  }

  private async assertSmall(tx: Tx, desk: DeskContext, pieces: number): Promise<void> {
    const { standbyMost } = (await this.day.policy(desk, tx)).birthdays;
    const hand = await this.custody.inHand(tx, desk.store.id, STANDBY);
    const have = hand.reduce((sum, row) => sum + row.pieces, 0);
    if (have + pieces > standbyMost)
      throw new DomainError('birthdays.standby.most', { have, most: standbyMost }, 'pieces');
  }

  /** 代领: a stand-in of the manager, dated, or the manager. */
  private async assertDrawer({ person, ...desk }: DeskContext): Promise<void> {
    if (mayDo(person.roles, 'birthdays.confirmRoster')) return;
    const roles = await this.delegations.rolesOf({ person, ...desk }, person.id);
    if (!roles.includes('CUSTOMER_SERVICE_MANAGER')) throw new DomainError('birthdays.draw.deputy');
  }
}

function dateOf(entries: readonly EntryRow[], entryId: string | null): string | null {
  return entries.find(({ id }) => id === entryId)?.onDate ?? null;
}
