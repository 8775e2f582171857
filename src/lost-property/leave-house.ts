import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { CoSigner, Outcome } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { Permission } from '../staff/permissions.js';
import { type Role, ROLES } from '../staff/roles.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { PolicyService } from '../venue/policy.service.js';
import { Claims } from './claims.js';
import { assertHolder, GONE } from './holding.js';
import { LostCommands } from './lost-commands.js';
import { type ItemRow, LostItems, type Step } from './lost-items.js';
import { LostPapers, type PaperLine } from './lost-papers.js';
import { Matches } from './matches.js';
import { custodyTerm } from './rules/custody-term.js';
import { assertDisposable } from './rules/leaving.js';

/** Ways out of the house without its owner, and back: from the police, or found after the search was given up. */
export const LEAVE_WAYS = {
  handToPolice: { permission: 'lost.handToPolice', prefix: 'JG', titleKey: 'policeTitle' },
  giveAsEvidence: { permission: 'lost.handToPolice', prefix: 'JG', titleKey: 'evidenceTitle' },
  takeBack: { permission: 'lost.handToPolice', prefix: 'JG', titleKey: 'takeBackTitle' },
  dispose: { permission: 'lost.dispose', prefix: 'XH', titleKey: 'disposeTitle' },
  closeMissing: { permission: 'lost.closeMissing', prefix: 'CX', titleKey: 'missingTitle' },
  turnUp: { permission: 'lost.closeMissing', prefix: 'CX', titleKey: 'turnUpTitle' },
  withdraw: { permission: 'lost.withdraw', prefix: 'CX', titleKey: 'withdrawTitle' },
} as const satisfies Record<string, { permission: Permission; prefix: string; titleKey: string }>;
export type LeaveWay = keyof typeof LEAVE_WAYS;
type BackWay = 'takeBack' | 'turnUp';
/** Where a station and an officer's badge are asked for. */
const WITH_POLICE: readonly LeaveWay[] = ['handToPolice', 'giveAsEvidence', 'takeBack'];
/** Where only the supervisor signs on the paper. */
const ALONE: readonly LeaveWay[] = ['withdraw', 'closeMissing', 'turnUp'];

const MINUTE_MS = 60_000;
/** Whoever works in the house and has a PIN of their own. */
const WATCHERS: readonly Role[] = ROLES.filter((role) => role !== 'OWNER');

export interface LeaveInput {
  readonly way: string;
  /** Station and officer's badge; '' where no police come. */
  readonly witness: string;
  readonly reason: string;
}

/**
 * Police (also as evidence, 公安调取), destruction before two people, a mistaken entry: each with the duty supervisor's own PIN, a paper and
 * a reason. The house never keeps anything (民法典 318).
 */
@Injectable()
export class LeaveHouse {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
    private readonly coSigner: OnSpotCoSigner,
    private readonly documents: DocumentsService,
    private readonly papers: LostPapers,
    private readonly policies: PolicyService,
    private readonly claims: Claims,
    private readonly matches: Matches,
    private readonly staff: StaffQueries,
    private readonly reader: Reader,
  ) {}

  /** Throws `lost.leave.unknown`, `lost.safe.missing`, `lost.safe.notMissing`, `text.required` on `witness`/`reason`, `lost.dispose.*` (`alone` when supervisor and watcher are one), `lost.withdraw.known`, `lost.item.transition`, PIN refusals. */
  async leave(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    input: LeaveInput,
    supervisor: TypedCoSign,
    watcher?: TypedCoSign,
  ): Promise<Outcome<{ itemId: string; documentId: string }>> {
    const way = wayOf(input.way);
    const { permission } = LEAVE_WAYS[way];
    const police = WITH_POLICE.includes(way);
    const officer = cleanText(police ? input.witness : '', { max: 120, required: police, field: 'witness' });
    const reason = cleanText(input.reason, { max: 200, required: true, field: 'reason' });
    const signer = await this.coSigner.verify(desk, permission, supervisor);
    const second = way === 'dispose' ? await this.watching(desk, signer, watcher) : null;
    const witness = second?.name ?? officer;
    const signers = second === null ? [signer] : [signer, second.signer];
    const command = this.commands.of(desk, permission, requestKey, { itemId, ...input }, signers);
    return this.uow.run(command, async (tx) => {
      const item = await this.items.ofStore(tx, desk.store.id, itemId);
      assertHolder(desk, item);
      if (way === 'withdraw') await this.assertMistaken(tx, item);
      if (way === 'dispose') assertDisposable({ ...item, valuable: item.valuable === 1 }, command.businessDate);
      const lines = [
        { key: 'witness', value: witness || '-' },
        { key: 'reason', value: reason },
      ];
      const documentId = await this.paper(tx, desk, way, item, lines);
      const witnessId = second?.signer.staffId ?? null;
      const step = { documentId, witnessId, coSignerId: signer.staffId, place: officer || null, note: reason };
      if (way === 'takeBack' || way === 'turnUp') await this.comeBack(tx, item, way, command.businessDate, step);
      else await this.go(tx, item, way, step);
      return { itemId, documentId };
    });
  }

  private async paper(
    tx: Tx,
    desk: DeskContext,
    way: LeaveWay,
    item: ItemRow,
    lines: readonly PaperLine[],
  ): Promise<string> {
    const { prefix, titleKey } = LEAVE_WAYS[way];
    const { id } = await this.documents.create(tx, {
      prefix,
      kind: `lost-${way}`,
      copies: this.papers.copies(desk, {
        name: 'file',
        sign: ALONE.includes(way) ? 'supervisor' : 'witness',
      }),
      personId: null,
      printerId: desk.terminal?.printerId ?? null,
      compose: this.papers.about(desk, titleKey, item, lines),
    });
    return id;
  }

  /** The second of the two people: a guard or colleague who is neither the clerk nor the supervisor, with the own PIN (counter-practice 1.21). */
  private async watching(desk: DeskContext, { staffId }: CoSigner, typed: TypedCoSign = { staffNo: '', pin: '' }) {
    try {
      const signer = await this.coSigner.witness(desk, WATCHERS, typed);
      if (signer.staffId === staffId) throw new DomainError('lost.dispose.alone');
      const name = (await this.staff.names(this.reader, [signer.staffId])).get(signer.staffId);
      return { signer, name: `${name ?? ''} ${typed.staffNo}` };
    } catch (error) {
      // a refusal is said beside the fields it belongs to
      throw error instanceof DomainError ? new DomainError(error.code, error.params, 'witnessStaffNo') : error;
    }
  }

  /** Whoever claims it is told that it left; a mistaken entry is nobody's wanted thing either. */
  private async go(tx: Tx, item: ItemRow, way: Exclude<LeaveWay, BackWay>, step: Step): Promise<void> {
    await this.items.move(tx, item, way, step, GONE);
    await this.claims.endAll(tx, item.id, step.note ?? '');
    if (way === 'withdraw') await this.matches.forget(tx, item.id);
  }

  /** What the police bring back starts its days anew, what turns up lies with the desk; a valuable waits for the safe like one just found. */
  private async comeBack(tx: Tx, item: ItemRow, way: BackWay, businessDate: string, step: Step): Promise<void> {
    const { lostProperty } = await this.policies.current(tx, tx.command.storeId, businessDate);
    if (item.valuable === 1) {
      const safeBy = tx.now + lostProperty.safeMinutes * MINUTE_MS;
      return this.items.move(tx, item, `${way}Valuable`, step, { safe_by: safeBy, bag_no: null });
    }
    if (way === 'turnUp') return this.items.move(tx, item, way, step);
    const { lastDay, handOverOn } = custodyTerm(businessDate, lostProperty.custodyDays, lostProperty);
    const term = { custody_on: businessDate, last_day: lastDay, hand_over_on: handOverOn };
    return this.items.move(tx, item, 'takeBack', step, term);
  }

  /** What somebody claimed, or what went through other hands, was really there. */
  private async assertMistaken(tx: Tx, { id }: ItemRow): Promise<void> {
    const known = await tx.rows(
      "SELECT id FROM lost_item_step WHERE item_id = ? AND from_state <> 'FOUND' AND action NOT IN ('correct', 'correctToDanger', 'correctToValuable') UNION ALL SELECT id FROM lost_claim WHERE item_id = ?",
      [id, id],
    );
    if (known.length > 0) throw new DomainError('lost.withdraw.known');
  }
}

function wayOf(text: string): LeaveWay {
  if (!isLeaveWay(text)) throw new DomainError('lost.leave.unknown', {}, 'way');
  return text;
}

export function isLeaveWay(text: string): text is LeaveWay {
  return Object.hasOwn(LEAVE_WAYS, text);
}
