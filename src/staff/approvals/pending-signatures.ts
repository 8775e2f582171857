import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import type { CoSigner } from '../../platform/database/command.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Delegations } from '../delegation/delegations.js';
import { commandAt, type DeskContext } from '../desk-context.js';
import type { Permission } from '../permissions.js';
import type { Sentence } from './approvable-acts.js';
import { GivenSignature } from './given-signature.entity.js';
import type { TypedCoSign } from './on-spot-co-signer.js';
import { OpenSignature } from './open-signature.entity.js';
import { PendingSignature } from './pending-signature.entity.js';
import { signingRole } from './rules/second-person.js';
import { SecondPerson } from './second-person.js';

export interface SignatureDraft {
  /** The act that was just done; its rule in the permission table names who signs. */
  readonly kind: Permission;
  readonly documentId: string | null;
  /** One masked line for whoever signs. */
  readonly summary: Sentence;
}

/** Longer than any night's list; a batch beyond it would not have been read. */
const LONGEST_BATCH = 200;

/** 待签 (counter-practice H1, H19): small things count at once and are signed, in one list, before handover (003E-039). */
@Injectable()
export class PendingSignatures {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly second: SecondPerson,
    private readonly delegations: Delegations,
  ) {}

  /** Puts an act on the list, in its own unit. `actorRoles` are those of the command's actor. */
  async add(tx: Tx, actorRoles: readonly string[], { kind, documentId, summary }: SignatureDraft): Promise<string> {
    const id = uuidv7();
    const { storeId, businessDate, actorId } = tx.command;
    if (businessDate === null) throw new Error(`${kind}: what is signed before handover belongs to a business date`);
    await tx.insert(PendingSignature, {
      id,
      kind,
      storeId,
      businessDate,
      actorId,
      documentId,
      signerRoles: this.second.rolesFor(kind, actorRoles).join(','),
      summary: JSON.stringify(summary),
      createdAt: tx.now,
    });
    await tx.insert(OpenSignature, { pendingSignatureId: id, storeId, businessDate });
    return id;
  }

  /**
   * Signs the list that was read, all of it or nothing, by one PIN: at the clerk's desk or on the signer's own screen.
   * Throws `signatures.none`, `signatures.changed` when a line was signed meanwhile or is another store's, PIN refusals,
   * and `cosign.self` / `cosign.role` when one of the lines is the signer's own act or not theirs to sign.
   */
  async sign(desk: DeskContext, requestKey: string, ids: readonly string[], typed: TypedCoSign): Promise<number> {
    const list = [...new Set(ids)].toSorted();
    if (list.length === 0) throw new DomainError('signatures.none');
    if (list.length > LONGEST_BATCH) throw new DomainError('signatures.changed');
    const proven = await this.second.prove(desk, typed.staffNo, typed.pin);
    const delegated = await this.delegations.rolesOf(desk, proven.id);
    const command = commandAt(desk, 'signatures.collect', requestKey, { list, signedBy: proven.id });
    const { result } = await this.uow.run(command, async (tx) => {
      for (const id of list) {
        const { actorId, signerRoles } = await openLine(tx, id);
        const role = signingRole(actorId, signerRoles.split(','), proven, delegated);
        await signLine(tx, id, { staffId: proven.id, role });
      }
      return { signed: list.length };
    });
    return result.signed;
  }

  /** How many acts of a business date nobody has signed yet: handover waits for zero. */
  async unsignedCount(db: SqlReads, storeId: string, businessDate: string): Promise<number> {
    const row = await db.one<{ n: number }>(
      'SELECT count(*) AS n FROM open_signature WHERE store_id = ? AND business_date = ?',
      [storeId, businessDate],
    );
    return row?.n ?? 0;
  }
}

async function openLine(tx: Tx, id: string): Promise<{ actorId: string; signerRoles: string }> {
  const line = await tx.one<{ actorId: string; signerRoles: string }>(
    'SELECT p.actor_id, p.signer_roles FROM open_signature o JOIN pending_signature p ON p.id = o.pending_signature_id ' +
      'WHERE p.id = ? AND p.store_id = ?',
    [id, tx.command.storeId],
  );
  if (!line) throw new DomainError('signatures.changed');
  return line;
}

async function signLine(tx: Tx, id: string, { staffId, role }: CoSigner): Promise<void> {
  await tx.run('DELETE FROM open_signature WHERE pending_signature_id = ?', [id]);
  await tx.insert(GivenSignature, { pendingSignatureId: id, signedBy: staffId, role, signedAt: tx.now });
}
