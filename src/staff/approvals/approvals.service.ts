import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import type { Json } from '../../platform/database/command.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../desk-context.js';
import type { Permission } from '../permissions.js';
import { ApprovableActs, type Sentence } from './approvable-acts.js';
import { ApprovalRequest } from './approval-request.entity.js';
import { closeRequest } from './close-request.js';
import { OpenApproval } from './open-approval.entity.js';
import { SecondPerson } from './second-person.js';

export interface ApprovalDraft {
  /** The act; it must be registered with `ApprovableActs`. */
  readonly kind: Permission;
  /** What the act will need, as it was typed and already checked. */
  readonly input: Json;
  /** Whose data stands in `input`: it is then sealed under that person's key. */
  readonly personId: string | null;
  /** One masked line for whoever decides. */
  readonly summary: Sentence;
}

export interface Parked {
  readonly id: string;
  /** Roles that may decide: `staff.role.<role>` names them. */
  readonly roles: readonly string[];
}

/** 远程: an act is laid down as it was asked for; the second person decides on their own screen. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly acts: ApprovableActs,
    private readonly second: SecondPerson,
    private readonly vault: PersonVault,
  ) {}

  /** Lays `draft` down in a unit of its own, under the form's request key; a second arrival finds the first. */
  async send(desk: DeskContext, requestKey: string, draft: ApprovalDraft): Promise<Parked> {
    const { kind, input, personId } = draft;
    const command = commandAt(desk, 'approvals.request', requestKey, { kind, input, personId });
    const { result } = await this.uow.run(command, async (tx) => ({ ...(await this.park(tx, desk, draft)) }));
    return result;
  }

  /** The same inside the unit of a room that has something of its own to check or keep. */
  async park(tx: Tx, desk: DeskContext, { kind, input, personId, summary }: ApprovalDraft): Promise<Parked> {
    this.acts.of(kind);
    const id = uuidv7();
    const { actorId: requestedBy, storeId, terminalId, businessDate } = tx.command;
    const roles = this.second.rolesFor(kind, desk.person.roles);
    const text = JSON.stringify(input);
    await tx.insert(ApprovalRequest, {
      id,
      kind,
      storeId,
      businessDate,
      requestedBy,
      terminalId,
      personId,
      deciderRoles: roles.join(','),
      input: personId === null ? text : await this.vault.seal(tx, personId, inputPlace(id), text),
      summary: JSON.stringify(summary),
      createdAt: tx.now,
    });
    await tx.insert(OpenApproval, { requestId: id, storeId });
    return { id, roles };
  }

  /** The clerk takes an own request back. Throws `page.notFound` for another's, `approvals.decided`. */
  async withdraw(desk: DeskContext, requestKey: string, id: string): Promise<void> {
    await this.uow.run(commandAt(desk, 'approvals.withdraw', requestKey, { id }), async (tx) => {
      await closeRequest(tx, id, { state: 'WITHDRAWN', role: null, reason: null, result: {} }, 'own');
      return { id };
    });
  }
}

/** Where a sealed input belongs: it opens nowhere else. */
export const inputPlace = (requestId: string): string => `approval_request.input:${requestId}`;
