import { Injectable } from '@nestjs/common';
import { proposedBusinessDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import type { CoSigner } from '../../platform/database/command.js';
import { Reader } from '../../platform/database/reader.js';
import { Delegations } from '../delegation/delegations.js';
import type { DeskContext } from '../desk-context.js';
import { type Permission, ruleOf } from '../permissions.js';
import { secondRoles, signingRole } from './rules/second-person.js';

/** Somebody whose own PIN was right just now. */
export interface ProvenPerson {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Who may stand beside an act as its second person, and in which role. PINs are checked elsewhere, before. */
@Injectable()
export class SecondPerson {
  constructor(
    private readonly delegations: Delegations,
    private readonly clock: Clock,
    private readonly reader: Reader,
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
    return [...person.roles, ...(await this.delegated(desk, person.id))];
  }

  /** The signature of `candidate` under an act of `actorId`. Throws `cosign.self`, `cosign.role`. */
  async sign(
    desk: DeskContext,
    actorId: string,
    wanted: readonly string[],
    candidate: ProvenPerson,
  ): Promise<CoSigner> {
    const delegated = await this.delegated(desk, candidate.id);
    return { staffId: candidate.id, role: signingRole(actorId, wanted, candidate, delegated) };
  }

  /** The business date by which a term is judged: the open one, else the one the clock proposes. */
  today(desk: DeskContext): string {
    return desk.businessDate ?? proposedBusinessDate(this.clock.now());
  }

  /** The roles that somebody of this store stands in for today. */
  delegated(desk: DeskContext, staffId: string): Promise<readonly string[]> {
    return this.delegations.rolesOf(this.reader, desk.store.id, staffId, this.today(desk));
  }
}
