import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { CoSigner } from '../../platform/database/command.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Delegations } from '../delegation/delegations.js';
import { commandAt, type DeskContext } from '../desk-context.js';
import { type Permission, ruleOf } from '../permissions.js';
import { PinCheck, type ProvenPerson } from './pin-check.js';
import { secondRoles, signingRole } from './rules/second-person.js';

/** Who may stand beside an act as its second person, and in which role. Refusals leave a journal row each. */
@Injectable()
export class SecondPerson {
  constructor(
    private readonly pins: PinCheck,
    private readonly delegations: Delegations,
    private readonly uow: UnitOfWork,
  ) {}

  /** The roles that may sign `permission` for a person of `actorRoles`; throws where the table asks for nobody. */
  rolesFor(permission: Permission, actorRoles: readonly string[]): readonly string[] {
    const { coSign } = ruleOf(permission);
    if (!coSign) throw new Error(`${permission} needs no second person`);
    return secondRoles(coSign.roles, actorRoles);
  }

  /** The roles somebody has at this desk today: their own, and those they stand in for. */
  async rolesToday(desk: DeskContext): Promise<readonly string[]> {
    const { person } = desk;
    return [...person.roles, ...(await this.delegations.rolesOf(desk, person.id))];
  }

  /** Who typed this PIN. Throws `staff.pin.refused`, `staff.pin.locked`, `cosign.role` for a colleague of another store. */
  prove(desk: DeskContext, staffNo: string, pin: string): Promise<ProvenPerson> {
    return this.noted(desk, async () => {
      const proven = await this.pins.ofNumber(desk, staffNo, pin);
      if (proven.storeId !== desk.store.id) throw new DomainError('cosign.role');
      return proven;
    });
  }

  /** The signature of `candidate` under an act of `actorId`. Throws `cosign.self`, `cosign.role`. */
  async sign(
    desk: DeskContext,
    actorId: string,
    wanted: readonly string[],
    candidate: Pick<ProvenPerson, 'id' | 'roles'>,
  ): Promise<CoSigner> {
    return this.noted(desk, async () => {
      const delegated = await this.delegations.rolesOf(desk, candidate.id);
      return { staffId: candidate.id, role: signingRole(actorId, wanted, candidate, delegated) };
    });
  }

  /** A signature that was refused never reaches the act's own unit, so its row is written here. */
  private async noted<T>(desk: DeskContext, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && !error.code.startsWith('server.')) {
        await this.uow.note(commandAt(desk, 'approvals.decide', '', {}), 'REFUSED', { code: error.code });
      }
      throw error;
    }
  }
}
