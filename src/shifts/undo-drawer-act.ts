import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { AccountRef } from '../ledger/chart-of-accounts.js';
import type { CoSigner } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { Permission } from '../staff/permissions.js';
import { bagOf, stepBag } from './bag-rows.js';
import { type DrawerActDone, DrawerActs } from './drawer-acts.js';
import { SHIFT_POSTINGS } from './rules/drawer-equation.js';
import { type ShiftPaperKind, ShiftPapers } from './shift-papers.js';
import { UndonePaper } from './undone-paper.entity.js';

/** An act on a drawer that can be taken back, as it was done. */
export interface KeptAct {
  readonly id: string;
  readonly storeId: string;
  readonly shiftId: string;
  readonly kind: string;
  readonly amountFen: number;
  readonly reason: string | null;
  readonly reference: string | null;
  readonly documentId: string;
  readonly documentNo: string;
  readonly byName: string;
  readonly at: number;
  readonly undoneById: string | null;
}

interface Mirror {
  /** The kind of the posting that takes it back. */
  readonly kind: string;
  readonly paper: ShiftPaperKind;
  readonly title: string;
  readonly from: (act: KeptAct) => AccountRef;
  /** The act whose second person stands beside this one too; null where there was none. */
  readonly witnessedAs: Permission | null;
  /** Nothing but the books moves: once the drawer was cut its count has told what was in it, and no other drawer bears that. */
  readonly ownShiftOnly?: true;
}

const MIRRORS: Readonly<Record<string, Mirror>> = {
  [SHIFT_POSTINGS.dropped]: {
    kind: SHIFT_POSTINGS.dropUndone,
    paper: 'drop',
    title: 'dropUndone',
    from: ({ id, storeId }) => ({ kind: 'cash.bag', owner: storeId, part: id }),
    witnessedAs: 'shifts.dropCash',
  },
  [SHIFT_POSTINGS.roundedDown]: {
    kind: SHIFT_POSTINGS.roundingUndone,
    paper: 'rounding',
    title: 'roundingUndone',
    from: ({ shiftId }) => ({ kind: 'discount.rounding', owner: shiftId }),
    witnessedAs: null,
    ownShiftOnly: true,
  },
  [SHIFT_POSTINGS.counterfeit]: {
    kind: SHIFT_POSTINGS.counterfeitUndone,
    paper: 'counterfeit',
    title: 'counterfeitUndone',
    from: ({ shiftId }) => ({ kind: 'cash.counterfeit', owner: shiftId }),
    witnessedAs: 'shifts.counterfeit',
  },
};

/** The papers of a shift that `UndoDrawerAct` may still take back. */
export async function undoable(db: SqlReads, shiftId: string): Promise<ReadonlySet<string>> {
  const rows = await db.rows<{ documentId: string; kind: string; cutAt: number | null; bagState: string | null }>(
    `SELECT a.document_id, a.kind, s.cut_at, b.state AS bag_state FROM drawer_act a JOIN shift s ON s.id = a.shift_id
     LEFT JOIN cash_bag b ON b.id = a.id WHERE a.shift_id = ?
       AND NOT EXISTS (SELECT 1 FROM undone_paper u WHERE u.document_id = a.document_id)`,
    [shiftId],
  );
  const open = rows.filter(({ kind, cutAt, bagState }) => {
    const mirror = MIRRORS[kind];
    return mirror && (bagState ?? 'SEALED') === 'SEALED' && !(mirror.ownShiftOnly && cutAt !== null);
  });
  return new Set(open.map(({ documentId }) => documentId));
}

/** Whether taking it back needs a second person. */
export function needsWitness({ kind }: KeptAct): boolean {
  return MIRRORS[kind]?.witnessedAs !== null;
}

/** 冲正: 投款, 抹零 and 假币 that were wrong go back into the drawer that serves now; both rows and both papers stay. */
@Injectable()
export class UndoDrawerAct {
  constructor(
    private readonly acts: DrawerActs,
    private readonly coSigner: OnSpotCoSigner,
    private readonly papers: ShiftPapers,
    private readonly reader: Reader,
  ) {}

  /**
   * Takes back the act of a paper. A drawer that was cut and counted is not opened again: the cash comes into the actor's own.
   * Throws `page.notFound`, `text.required` on `reason`, `shifts.undo.done`, `shifts.undo.counted` for a drop that Finance has
   * counted, `shifts.undo.cut` for what was rounded down in a drawer that was cut, `cosign.*`, those of `DrawerActs.run`.
   */
  async undo(
    desk: DeskContext,
    requestKey: string,
    documentId: string,
    typed: TypedCoSign & { readonly reason: string },
  ): Promise<DrawerActDone> {
    const act = await keptAct(this.reader, desk.store.id, documentId);
    const mirror = MIRRORS[act.kind];
    if (!mirror) throw new DomainError('page.notFound');
    const reason = cleanText(typed.reason, { max: 200, required: true, field: 'reason' });
    const { kind, paper, title, from, witnessedAs, ownShiftOnly } = mirror;
    const witness = witnessedAs === null ? undefined : await this.coSigner.verify(desk, witnessedAs, typed);
    const input = { documentId, reason };
    return this.acts.run(
      desk,
      { permission: 'shifts.undoDrawerAct', requestKey, input, ...(witness ? { witness } : {}) },
      {
        kind,
        paper,
        title,
        reason,
        direction: 'in',
        amountFen: act.amountFen,
        reference: act.documentNo,
        against: () => from(act),
        lines: [
          { label: this.papers.say(desk, 'sale'), value: act.documentNo },
          ...(act.kind === SHIFT_POSTINGS.dropped
            ? [{ label: this.papers.say(desk, 'bag'), value: act.reference ?? '' }]
            : []),
          { label: this.papers.say(desk, 'reason'), value: reason },
        ],
        signers: witness ? ['clerk', 'witness'] : ['clerk'],
      },
      (tx, shift, done) => {
        if (ownShiftOnly && shift.id !== act.shiftId) throw new DomainError('shifts.undo.cut');
        return takeBack(tx, act, { reason, witness, undoneById: done.documentId });
      },
    );
  }
}

async function takeBack(
  tx: Tx,
  act: KeptAct,
  { reason, witness, undoneById }: { reason: string; witness: CoSigner | undefined; undoneById: string },
): Promise<void> {
  const { documentId } = act;
  const witnessId = witness?.staffId ?? null;
  await keepUndone(tx, { documentId, undoneById, reason, witnessId });
  if (act.kind !== SHIFT_POSTINGS.dropped) return;
  const bag = await bagOf(tx, act.storeId, act.id);
  if (bag.state !== 'SEALED') throw new DomainError('shifts.undo.counted');
  await stepBag(tx, bag, 'takeBack', {
    reason,
    documentId: undoneById,
    ...(witness ? { witnessId: witness.staffId } : {}),
  });
}

/** Says that a paper was taken back by another. Throws `shifts.undo.done` the second time. */
export async function keepUndone(
  tx: Tx,
  row: Pick<UndonePaper, 'documentId' | 'undoneById' | 'reason' | 'witnessId'>,
): Promise<void> {
  const earlier = await tx.one('SELECT document_id FROM undone_paper WHERE document_id = ?', [row.documentId]);
  if (earlier) throw new DomainError('shifts.undo.done');
  await tx.insert(UndonePaper, { ...row, byId: tx.command.actorId, at: tx.now });
}

/** What a paper of this store did to a drawer. Throws `page.notFound`. */
export async function keptAct(db: SqlReads, storeId: string, documentId: string): Promise<KeptAct> {
  const row = await db.one<KeptAct>(
    `SELECT a.id, s.store_id, a.shift_id, a.kind, a.amount_fen, a.reason, a.reference, a.document_id, d.number AS document_no,
       c.name AS by_name, a.at, u.undone_by_id
     FROM drawer_act a JOIN shift s ON s.id = a.shift_id JOIN document d ON d.id = a.document_id JOIN staff c ON c.id = a.by_id
     LEFT JOIN undone_paper u ON u.document_id = a.document_id WHERE a.document_id = ? AND s.store_id = ?`,
    [documentId, storeId],
  );
  if (!row || !(row.kind in MIRRORS)) throw new DomainError('page.notFound');
  return row;
}
