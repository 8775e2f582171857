import { Injectable } from '@nestjs/common';
import type { CoSigner } from '../../platform/database/command.js';
import type { DeskContext } from '../desk-context.js';
import type { Permission } from '../permissions.js';
import { SecondPerson } from './second-person.js';

/** 授权密码 as it was typed into the co-signature part of a form. */
export interface TypedCoSign {
  readonly staffNo: string;
  readonly pin: string;
}

/** 当场: the second person stands beside the clerk and types their own number and PIN into the clerk's form. */
@Injectable()
export class OnSpotCoSigner {
  constructor(private readonly second: SecondPerson) {}

  /**
   * Call it just before the unit and hand the result to the command: it is journalled with the act. It is no token: another
   * document takes another PIN, and the form's key belongs to one input only.
   * Throws what a wrong PIN throws (counted, locked out), `cosign.self`, `cosign.role`.
   */
  async verify(desk: DeskContext, permission: Permission, typed: TypedCoSign): Promise<CoSigner> {
    return this.witness(desk, this.second.rolesFor(permission, desk.person.roles), typed);
  }

  /** The same for acts that name the roles of their second person themselves. */
  async witness(desk: DeskContext, roles: readonly string[], typed: TypedCoSign): Promise<CoSigner> {
    return this.second.sign(desk, desk.person.id, roles, await this.second.prove(desk, typed.staffNo, typed.pin));
  }
}
