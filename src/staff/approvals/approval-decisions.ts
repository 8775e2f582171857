import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import type { CoSigner, Json } from '../../platform/database/command.js';
import { Reader } from '../../platform/database/reader.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../desk-context.js';
import { ApprovableActs, type ActDocument, type ActDone, type ParkedAct } from './approvable-acts.js';
import type { ActFailed, ApprovalRow } from './approval-rows.js';
import { ApprovalsQueries } from './approvals.queries.js';
import { inputPlace } from './approvals.service.js';
import { closeRequest } from './close-request.js';
import { SecondPerson } from './second-person.js';

/** Yes or no to an act that waits, from the decider's own screen. */
@Injectable()
export class ApprovalDecisions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly acts: ApprovableActs,
    private readonly queries: ApprovalsQueries,
    private readonly second: SecondPerson,
    private readonly vault: PersonVault,
    private readonly reader: Reader,
  ) {}

  /** What the decider reads before the PIN; undefined once the person it was about has been erased. */
  async document(desk: DeskContext, row: ApprovalRow): Promise<ActDocument | undefined> {
    const parked = await this.open(row);
    return parked && this.acts.of(row.kind).describe(desk, parked);
  }

  /**
   * Carries the act out in one unit: the clerk as actor, the decider as co-signer, on the business day open now.
   * An act that is no longer possible ends the request as FAILED and says why (the act's own code).
   * Throws `page.notFound`, `approvals.decided`, `approvals.erased`, `venue.dayNotOpen`, PIN refusals, `cosign.*`.
   */
  async approve(desk: DeskContext, requestKey: string, id: string, pin: string): Promise<ActDone> {
    const row = await this.requested(desk, id);
    const proven = await this.second.prove(desk, desk.person.staffNo, pin);
    const coSigner = await this.second.sign(desk, row.requestedBy, row.deciderRoles, proven);
    const parked = await this.open(row);
    if (!parked) throw new DomainError('approvals.erased');
    const command = {
      ...commandOfTheDay(desk, row.kind, requestKey, { approval: id }, [coSigner]),
      actorId: row.requestedBy,
      terminalId: row.terminalId,
    };
    let refusal: ActFailed | undefined;
    try {
      const { result } = await this.uow.run(command, async (tx) => {
        const done = await this.perform(tx, parked, coSigner, (failed) => (refusal = failed));
        await closeRequest(tx, id, {
          state: 'APPROVED',
          decidedBy: coSigner.staffId,
          role: coSigner.role,
          reason: null,
          result: done,
        });
        return done;
      });
      return result;
    } catch (error) {
      if (refusal) await this.fail(desk, requestKey, id, coSigner, refusal);
      throw error;
    }
  }

  /** Says no, with the reason the clerk will read. Throws `approvals.reason`, `page.notFound`, `approvals.decided`, `cosign.*`. */
  async refuse(desk: DeskContext, requestKey: string, id: string, reason: string): Promise<void> {
    if (reason.trim() === '') throw new DomainError('approvals.reason', {}, 'reason');
    const row = await this.requested(desk, id);
    const { role } = await this.second.sign(desk, row.requestedBy, row.deciderRoles, desk.person);
    await this.uow.run(commandAt(desk, 'approvals.decide', requestKey, { id, reason }), async (tx) => {
      await closeRequest(tx, id, { state: 'REFUSED', role, reason: reason.trim(), result: {} });
      return { id };
    });
  }

  /** Tells a rule that refused the act itself from everything that may still be tried again. */
  private async perform(
    tx: Tx,
    parked: ParkedAct,
    coSigner: CoSigner,
    onRefusal: (failed: ActFailed) => void,
  ): Promise<ActDone & { readonly [key: string]: Json }> {
    await stillOpen(tx, parked.id);
    try {
      const { href, summary } = await this.acts.of(parked.kind).perform(tx, parked, coSigner);
      return { href, summary: { key: summary.key, params: { ...summary.params } } };
    } catch (error) {
      if (error instanceof DomainError && !error.code.startsWith('server.'))
        onRefusal({ code: error.code, params: error.params });
      throw error;
    }
  }

  private async fail(desk: DeskContext, key: string, id: string, { role }: CoSigner, failed: ActFailed): Promise<void> {
    const result = { code: failed.code, params: { ...failed.params } };
    await this.uow.run(commandAt(desk, 'approvals.decide', key, { id, failed: failed.code }), async (tx) => {
      await closeRequest(tx, id, { state: 'FAILED', role, reason: null, result });
      return { id };
    });
  }

  private async requested(desk: DeskContext, id: string): Promise<ApprovalRow> {
    const row = await this.queries.find(desk, id);
    if (!row) throw new DomainError('page.notFound');
    return row;
  }

  private async open(row: ApprovalRow): Promise<ParkedAct | undefined> {
    const stored = await this.reader.one<{ input: string }>('SELECT input FROM approval_request WHERE id = ?', [
      row.id,
    ]);
    if (!stored) throw new DomainError('page.notFound');
    const { personId } = row;
    const text =
      personId === null ? stored.input : await this.vault.open(this.reader, personId, inputPlace(row.id), stored.input);
    if (text === null) return undefined;
    const input: Json = JSON.parse(text);
    return { ...row, input };
  }
}

/** Before anything is done: the decision may have been made while the PIN was typed. */
async function stillOpen(tx: Tx, id: string): Promise<void> {
  const open = await tx.one('SELECT request_id FROM open_approval WHERE request_id = ?', [id]);
  if (!open) throw new DomainError('approvals.decided');
}
