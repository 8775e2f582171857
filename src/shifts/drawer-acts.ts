import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import type { AccountRef } from '../ledger/chart-of-accounts.js';
import { Ledger } from '../ledger/ledger.js';
import type { CoSigner, Json } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { money } from '../platform/views/format.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import type { Permission } from '../staff/permissions.js';
import type { Staff } from '../staff/staff.entity.js';
import { DrawerAct } from './drawer-act.entity.js';
import { counterOf } from './shifts.service.js';
import { type PaperLine, type ShiftPaper, type ShiftPaperKind, ShiftPapers } from './shift-papers.js';
import { type ShiftRow, shiftAtDesk } from './shift-rows.js';

export interface DrawerActDraft {
  /** Posting kind, e.g. `shifts.floatDrawn`. */
  readonly kind: string;
  readonly paper: ShiftPaperKind;
  readonly title?: string;
  readonly amountFen: number;
  readonly direction: 'in' | 'out';
  /** The other side of the movement. */
  readonly against: (shift: ShiftRow) => AccountRef;
  readonly askedFen?: number;
  readonly reason?: string | null;
  readonly reference?: string | null;
  readonly lines?: readonly PaperLine[];
  readonly signers: readonly string[];
}

export interface DrawerActDone {
  readonly [key: string]: Json;
  readonly shiftId: string;
  readonly actId: string;
  readonly documentId: string;
  readonly number: string;
}

/** Runs one act on the clerk's own open drawer: paper, transfer and row in one unit. */
@Injectable()
export class DrawerActs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly papers: ShiftPapers,
  ) {}

  /** Throws `venue.dayNotOpen`, `shifts.noDesk`, `shifts.notOpen`, `shifts.notYours {clerk}`, `shifts.drawerShort`. */
  async run(
    desk: DeskContext,
    {
      permission,
      requestKey,
      input,
      witness,
    }: { permission: Permission; requestKey: string; input: Json; witness?: CoSigner },
    draft: DrawerActDraft,
    also: (tx: Tx, shift: ShiftRow, done: DrawerActDone) => Promise<void> = () => Promise.resolve(),
  ): Promise<DrawerActDone> {
    const deskId = counterOf(desk);
    const command = commandOfTheDay(desk, permission, requestKey, input, witness ? [witness] : []);
    const { result } = await this.uow.run(command, async (tx) => {
      const shift = await ownShift(tx, deskId);
      await this.assertEnough(tx, shift, draft);
      const document = await this.papers.create(tx, desk, await this.paperOf(tx, desk, shift, draft, witness));
      const done = { shiftId: shift.id, actId: uuidv7(), documentId: document.id, number: document.number };
      await also(tx, shift, done);
      await this.post(tx, shift, draft, done);
      await tx.insert(DrawerAct, {
        id: done.actId,
        shiftId: shift.id,
        kind: draft.kind,
        amountFen: draft.amountFen,
        askedFen: draft.askedFen ?? null,
        reason: draft.reason ?? null,
        reference: draft.reference ?? null,
        witnessId: witness?.staffId ?? null,
        otherShiftId: null,
        documentId: document.id,
        byId: tx.command.actorId,
        at: tx.now,
      });
      return done;
    });
    return result;
  }

  private async post(
    tx: Tx,
    shift: ShiftRow,
    draft: DrawerActDraft,
    { actId, documentId }: DrawerActDone,
  ): Promise<void> {
    if (draft.amountFen === 0) return;
    const drawer: AccountRef = { kind: 'cash.drawer', owner: shift.id };
    const other = draft.against(shift);
    const against = other.part === 'act' ? { ...other, part: actId } : other;
    const [from, to] = draft.direction === 'in' ? [against, drawer] : [drawer, against];
    await this.ledger.post(tx, {
      kind: draft.kind,
      documentId,
      transfers: [{ unit: 'FEN', from, to, amount: draft.amountFen }],
    });
  }

  private async assertEnough(tx: Tx, shift: ShiftRow, { direction, amountFen }: DrawerActDraft): Promise<void> {
    if (direction === 'in') return;
    const have = await this.ledger.balance(tx, 'FEN', { kind: 'cash.drawer', owner: shift.id });
    // how much would be there is what the blind count must not hear
    if (amountFen > have) throw new DomainError('shifts.drawerShort', {}, 'amount');
  }

  /** Both people of an act with two stand on its paper by name. */
  private async paperOf(
    tx: Tx,
    desk: DeskContext,
    shift: ShiftRow,
    draft: DrawerActDraft,
    witness: CoSigner | undefined,
  ): Promise<ShiftPaper> {
    const say = (key: string): string => this.papers.say(desk, key);
    const second = witness && (await this.lineOf(tx, desk, witness));
    return {
      kind: draft.paper,
      ...(draft.title === undefined ? {} : { title: draft.title }),
      lines: [
        { label: say('shift'), value: `${shift.businessDate} ${shift.template} ${shift.deskName}` },
        ...(second ? [second] : []),
        ...(draft.lines ?? []),
      ],
      total: { label: say('amount'), value: money(draft.amountFen) },
      signers: draft.signers,
    };
  }

  /** The second person by role, name and number. */
  private async lineOf(tx: Tx, desk: DeskContext, { staffId, role }: CoSigner): Promise<PaperLine> {
    const sql = 'SELECT name, staff_no FROM staff WHERE id = ?';
    const person = await tx.one<Pick<Staff, 'name' | 'staffNo'>>(sql, [staffId]);
    return {
      label: this.papers.text(desk, `staff.role.${role}`),
      value: person ? `${person.name} ${person.staffNo}` : '',
    };
  }
}

/** The open shift at this desk, which must be the actor's own. Throws `shifts.notOpen`, `shifts.notYours {clerk}`. */
export async function ownShift(tx: Tx, deskId: string): Promise<ShiftRow> {
  const shift = await shiftAtDesk(tx, deskId);
  if (!shift) throw new DomainError('shifts.notOpen');
  if (shift.clerkId !== tx.command.actorId) throw new DomainError('shifts.notYours', { clerk: shift.clerkName });
  return shift;
}
