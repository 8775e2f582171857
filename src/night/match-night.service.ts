import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { bagDiffers, readLines } from '../shifts/rules/bag-lines.js';
import { SecondPerson } from '../staff/approvals/second-person.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { SafeContents } from '../venue/safe-contents.js';
import { closerOf, deskEnd, type DeskEnd, liveSeal } from './night-rows.js';
import { NightSeal } from './night-seal.entity.js';
import { stepNight, writeStep } from './night-steps.js';

export interface MatchForm {
  /** Counted piles by field name. */
  readonly typed: Readonly<Record<string, string | undefined>>;
  /** 无问题, or the problem in words (003E-076). */
  readonly verdict: 'NONE' | 'PROBLEM';
  readonly problem: string;
  /** The closing clerk's own 操作密码. */
  readonly pin: string;
}

/** 营业结束后: the last clerk holds receipts against remaining copies and puts a name under it (003E-075, 003E-076). */
@Injectable()
export class MatchNight {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly second: SecondPerson,
    private readonly safe: SafeContents,
  ) {}

  /**
   * Signs the piles of a desk for tonight; signing again replaces it while the seal is not on. The id of the seal.
   * Throws `night.noShift`, `night.shiftOpen {count}`, `night.done`, `night.notYours {clerk}`, `night.open {count}`,
   * `night.match.differs`, `night.match.problem`, `night.transition`, `count.*`, PIN refusals.
   */
  async match(desk: DeskContext, requestKey: string, deskId: string, form: MatchForm): Promise<string> {
    await this.proveOwn(desk, form.pin);
    const { typed, verdict } = form;
    const problem = cleanText(form.problem, { max: 500, multiline: true, field: 'problem' });
    if (verdict === 'PROBLEM' && problem === '') throw new DomainError('night.match.problem', {}, 'problem');
    const input = { deskId, verdict, problem, typed: { ...typed } };
    const command = commandOfTheDay(desk, 'night.match', requestKey, input);
    const { result } = await this.uow.run(command, async (tx) => {
      const where = { storeId: desk.store.id, deskId, businessDate: command.businessDate };
      const { end, night } = await deskEnd(tx, where);
      assertOver(end);
      this.assertMayMatch(desk, end, verdict);
      const obstacles = await this.safe.obstacles(tx, night);
      if (obstacles.length > 0) throw new DomainError('night.open', { count: obstacles.length });
      const piles = readLines(await this.safe.piles(tx, night), typed);
      if (verdict === 'NONE' && bagDiffers(piles, [])) throw new DomainError('night.match.differs', {}, 'verdict');
      const details = { figures: { piles: piles.map((pile) => ({ ...pile })) } };
      return {
        sealId: await this.write(tx, where, end.lastShiftId, {
          ...details,
          problem: verdict === 'NONE' ? null : problem,
        }),
      };
    });
    return result.sealId;
  }

  private async write(
    tx: Tx,
    where: { readonly storeId: string; readonly deskId: string; readonly businessDate: string },
    lastShiftId: string,
    details: Parameters<typeof writeStep>[4],
  ): Promise<string> {
    const live = await liveSeal(tx, where.deskId);
    if (live) {
      await stepNight(tx, live, 'match', details);
      await tx.run('UPDATE night_seal SET last_shift_id = ?, business_date = ? WHERE id = ?', [
        lastShiftId,
        where.businessDate,
        live.id,
      ]);
      return live.id;
    }
    const id = uuidv7();
    await tx.insert(NightSeal, {
      ...where,
      id,
      lastShiftId,
      state: 'MATCHED',
      liveDeskId: where.deskId,
      number: null,
      createdAt: tx.now,
      sealedAt: null,
      acceptedAt: null,
    });
    await writeStep(tx, id, 'match', 'MATCHED', details);
    return id;
  }

  /** The clerk of the last shift; when they are gone, a lead who says in words why. */
  private assertMayMatch(desk: DeskContext, end: DeskEnd, verdict: string): void {
    if (desk.person.id === closerOf(end)) return;
    if (mayDo(desk.person.roles, 'venue.closeDay') && verdict === 'PROBLEM') return;
    throw new DomainError('night.notYours', { clerk: end.clerkName });
  }

  private async proveOwn(desk: DeskContext, pin: string): Promise<void> {
    try {
      await this.second.prove(desk, desk.person.staffNo, pin);
    } catch (error) {
      throw error instanceof DomainError ? new DomainError(error.code, error.params, 'pin') : error;
    }
  }
}

/** Every drawer of the desk is handed over to the end. Throws `night.shiftOpen {count}`, `night.done`. */
export function assertOver(end: DeskEnd): void {
  if (end.open > 0) throw new DomainError('night.shiftOpen', { count: end.open });
  if (end.sealed === 1) throw new DomainError('night.done');
}
