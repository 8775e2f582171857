import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { addDays, addMonthsEnd, endOfMonth, type PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock/clock.js';
import { type Command, SYSTEM_ACTOR } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { BirthdayDay } from './birthday-day.js';
import { BirthdayRoster } from './birthday-roster.entity.js';
import { RosterEntries } from './roster-entries.js';
import { RosterScan } from './roster-scan.js';

/** Rows of one unit: nobody at the counter waits for a whole month. */
const BATCH = 300;

type Roster = Pick<BirthdayRoster, 'id' | 'frozenAt' | 'scannedAt'>;

/** 003E-011: the list of a month. Once there it only grows, and what is added after the 1st is marked. */
@Injectable()
export class BirthdayRosters {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly policies: PolicyService,
    private readonly scan: RosterScan,
    private readonly entries: RosterEntries,
    private readonly day: BirthdayDay,
  ) {}

  /** The months whose list must be there on `today`: this one, and the next in its last days. */
  async dueMonths(storeId: string, today: PlainDate): Promise<string[]> {
    const { birthdays } = await this.policies.current(this.reader, storeId, today);
    const soon = addDays(today, birthdays.rosterLeadDays);
    return [...new Set([today.slice(0, 7), soon.slice(0, 7)])];
  }

  /** Makes the lists that are due and adds whoever joined or changed since the last look. The number of birthdays added. */
  async update(
    storeId: string,
    today: PlainDate,
    by: Pick<Command, 'actorId' | 'terminalId'> = SYSTEM,
  ): Promise<number> {
    let added = 0;
    for (const month of await this.dueMonths(storeId, today))
      added += await this.updateMonth({ storeId, month, everybody: false }, today, by);
    return added;
  }

  /** 现在更新名单 of this month or the next: every member is looked at again. Throws `birthdays.roster.far`. */
  async updateAt(desk: DeskContext, month: string): Promise<number> {
    const today = this.day.lastDay(desk);
    if (!listableMonths(today).includes(month)) throw new DomainError('birthdays.roster.far', { month });
    const by = { actorId: desk.person.id, terminalId: desk.terminal?.id ?? null };
    return this.updateMonth({ storeId: desk.store.id, month, everybody: true }, today, by);
  }

  /**
   * The manager agrees to the list and its number of gifts (003E-013). Throws `birthdays.roster.changed {count}` when somebody was added since
   * the page was opened, `birthdays.roster.none`.
   */
  async confirm(desk: DeskContext, key: string, month: string, count: number): Promise<void> {
    await this.uow.run(commandAt(desk, 'birthdays.confirmRoster', key, { month, count }), async (tx) => {
      const roster = await rosterOf(tx, desk.store.id, month);
      if (!roster) throw new DomainError('birthdays.roster.none');
      const now = await this.day.giftsOf(tx, desk, month);
      if (now !== count) throw new DomainError('birthdays.roster.changed', { count: now });
      await tx.run('UPDATE birthday_roster SET confirmed_count = ?, confirmed_by = ?, confirmed_at = ? WHERE id = ?', [
        count,
        desk.person.id,
        tx.now,
        roster.id,
      ]);
      return { month, count };
    });
  }

  private async updateMonth(
    { storeId, month, everybody }: { storeId: string; month: string; everybody: boolean },
    today: PlainDate,
    by: Pick<Command, 'actorId' | 'terminalId'>,
  ): Promise<number> {
    const known = await rosterOf(this.reader, storeId, month);
    const startedAt = this.clock.now();
    const since = known?.scannedAt ?? 0;
    const freezes = known?.frozenAt === null && today >= `${month}-01`;
    const policy = (await this.policies.current(this.reader, storeId, today)).birthdays;
    const range = { from: `${month}-01`, to: endOfMonth(`${month}-01`) };
    const found = await this.scan.find(storeId, range, policy, freezes || everybody ? 0 : since);
    if (!freezes && found.length === 0) return 0;
    const command = (part: number): Command => ({
      ...by,
      kind: 'birthdays.updateRoster',
      storeId,
      businessDate: null,
      key: uuidv7(),
      input: { month, part },
    });
    let added = 0;
    for (let at = 0; at === 0 || at < found.length; at += BATCH) {
      const part = found.slice(at, at + BATCH);
      const last = at + BATCH >= found.length;
      const { result } = await this.uow.run(command(at), async (tx) => {
        const roster = (await rosterOf(tx, storeId, month)) ?? (await begin(tx, month));
        const count = await this.entries.add(tx, roster, part);
        if (last) await finish(tx, roster, startedAt, today >= `${month}-01`);
        return { count };
      });
      added += result.count;
    }
    return added;
  }
}

const SYSTEM = { actorId: SYSTEM_ACTOR, terminalId: null };

function rosterOf(db: Pick<Reader, 'one'>, storeId: string, month: string): Promise<Roster | undefined> {
  return db.one<Roster>('SELECT id, frozen_at, scanned_at FROM birthday_roster WHERE store_id = ? AND month = ?', [
    storeId,
    month,
  ]);
}

async function begin(tx: Tx, month: string): Promise<Roster> {
  const roster = { id: uuidv7(), frozenAt: null, scannedAt: 0 };
  await tx.insert(BirthdayRoster, {
    ...roster,
    month,
    storeId: tx.command.storeId,
    madeAt: tx.now,
    confirmedCount: null,
    confirmedBy: null,
    confirmedAt: null,
  });
  return roster;
}

/** What changes from now on is looked at next time; on the 1st the list is frozen. */
async function finish(tx: Tx, { id }: Roster, scannedAt: number, begun: boolean): Promise<void> {
  await tx.run('UPDATE birthday_roster SET scanned_at = ? WHERE id = ?', [scannedAt, id]);
  if (begun) await tx.run('UPDATE birthday_roster SET frozen_at = ? WHERE id = ? AND frozen_at IS NULL', [tx.now, id]);
}

/** Months whose list may be made by hand. */
export function listableMonths(today: PlainDate): string[] {
  return [today.slice(0, 7), monthAway(today.slice(0, 7), 1)];
}

/** The month before or after. */
export function monthAway(month: string, months: number): string {
  return addMonthsEnd(`${month}-01`, months).slice(0, 7);
}
