import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { clockTime } from '../platform/views/format.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { BirthdayDay } from './birthday-day.js';
import { BirthdayPapers } from './birthday-papers.js';
import { BirthdayQueries, type EntryRow } from './birthday.queries.js';
import { Evening } from './evening.js';
import { GiftCustody, type InHandRow } from './gift-custody.js';

export const SLIP_OUTCOMES = ['SIGNED', 'REFUSED', 'LEFT'] as const;

/** 003E-025, 026: the manager gives the gift in the room, and the guest signs one slip of their own. */
@Injectable()
export class GiveGift {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly evening: Evening,
    private readonly custody: GiftCustody,
    private readonly papers: BirthdayPapers,
  ) {}

  /** The slip, printed before the manager goes into the room. A second call finds the first. Throws `birthdays.gift.none`, `birthdays.standing.*`. */
  async printSlip(desk: DeskContext, key: string, entryId: string): Promise<string> {
    const command = commandOfTheDay(desk, 'birthdays.printSlip', key, { entryId });
    return (
      await this.uow.run(command, async (tx) => {
        const entry = await this.day.entry(tx, desk, entryId);
        await this.assertDue(tx, desk, entry);
        const gifts = await this.custody.inHand(tx, desk.store.id, entryId);
        if (gifts.length === 0) throw new DomainError('birthdays.gift.none');
        return this.slipOf(tx, desk, entry, gifts, null);
      })
    ).result;
  }

  /**
   * Gives what was drawn for this guest, or a piece of the standby stock (`itemId`) when nothing was. Once: of two who try, one is told by whom.
   * Throws `birthdays.gift.done {time, name}`, `birthdays.gift.none`, `birthdays.standing.*`, `birthdays.papers.served`, `birthdays.step.*`,
   * `birthdays.notToday`.
   */
  async give(desk: DeskContext, key: string, entryId: string, itemId: string): Promise<{ slipId: string }> {
    const command = commandOfTheDay(desk, 'birthdays.giveGift', key, { entryId, itemId });
    return (
      await this.uow.run(command, async (tx) => {
        const entry = await this.day.entry(tx, desk, entryId);
        await this.assertOnce(tx, entry);
        await this.assertDue(tx, desk, entry);
        await this.evening.assertOneGift(tx, entry, (await this.day.policy(desk, tx)).birthdays.giftGapDays);
        let gifts = await this.custody.inHand(tx, desk.store.id, entryId);
        const fresh = gifts.length === 0;
        if (fresh) gifts = [await this.standbyPiece(tx, desk, itemId)];
        const slipId = await this.slipOf(tx, desk, entry, gifts, desk.person.name);
        const forDate = entry.onDate;
        for (const gift of fresh ? gifts : [])
          await this.custody.assign(tx, { entryId, forDate, itemId: gift.itemId }, slipId, 'STANDBY');
        const lines = gifts.map((gift) => ({ entryId, forDate, itemId: gift.itemId, pieces: fresh ? 1 : gift.pieces }));
        await this.custody.post(tx, { lines, kind: 'DELIVER', documentId: slipId });
        await this.evening.mark(tx, entry, { step: 'GIFT' });
        const given = await tx.run(
          "UPDATE birthday_entry SET given_at = ?, slip_state = 'OPEN' WHERE id = ? AND given_at IS NULL",
          [tx.now, entryId],
        );
        if (given !== 1) throw new DomainError('birthdays.gift.done', { time: clockTime(tx.now), name: '' });
        return { slipId };
      })
    ).result;
  }

  /** The signed slips that came back, ticked one by one or as a pile before handover. The number settled. Throws `birthdays.slip.outcome`. */
  async settle(desk: DeskContext, key: string, entryIds: readonly string[], outcome: string): Promise<number> {
    if (!SLIP_OUTCOMES.some((known) => known === outcome))
      throw new DomainError('birthdays.slip.outcome', {}, 'outcome');
    if (entryIds.length === 0) throw new DomainError('birthdays.slip.none', {}, 'ids');
    const command = commandAt(desk, 'birthdays.signSlip', key, { outcome, ids: [...entryIds].toSorted() });
    return (
      await this.uow.run(command, async (tx) => {
        const open = (await this.queries.byIds(tx, desk.store.id, entryIds)).filter(
          ({ slipState }) => slipState === 'OPEN',
        );
        for (const entry of open) {
          await tx.run('UPDATE birthday_entry SET slip_state = ? WHERE id = ?', [outcome, entry.id]);
          await this.evening.markAfter(tx, entry, { step: 'SIGNED', result: outcome });
        }
        return open.length;
      })
    ).result;
  }

  private async assertOnce(tx: Tx, entry: EntryRow): Promise<void> {
    if (entry.givenAt === null) return;
    const by = (await this.queries.steps(tx, entry.id)).find(({ step }) => step === 'GIFT');
    throw new DomainError('birthdays.gift.done', { time: clockTime(entry.givenAt), name: by?.byName ?? '' });
  }

  private async assertDue(tx: Tx, desk: DeskContext, entry: EntryRow): Promise<void> {
    const standing = this.day.standing(entry, await this.day.policy(desk, tx));
    if (standing !== 'DUE') throw new DomainError(`birthdays.standing.${standing}`);
  }

  private async standbyPiece(tx: Tx, desk: DeskContext, itemId: string): Promise<InHandRow> {
    const standby = (await this.custody.inHand(tx, desk.store.id)).filter(({ entryId }) => entryId === null);
    const gift = standby.find((each) => each.itemId === itemId);
    if (!gift) throw new DomainError('birthdays.gift.none', {}, 'itemId');
    return gift;
  }

  private async slipOf(
    tx: Tx,
    desk: DeskContext,
    entry: EntryRow,
    gifts: readonly InHandRow[],
    giver: string | null,
  ): Promise<string> {
    if (entry.slipId !== null) return entry.slipId;
    const items = gifts.map(({ nameZh }) => nameZh);
    const { id } = await this.papers.slip(tx, desk, entry, { items, giver });
    await tx.run('UPDATE birthday_entry SET slip_id = ? WHERE id = ?', [id, entry.id]);
    return id;
  }
}
