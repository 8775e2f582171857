import { DomainError } from '../../../kernel/domain-error.js';

/** Somebody as the rules of the second person see them. */
export interface Signer {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Whose own acts only Finance may sign: nobody in the line approves the owner or the director (counter-practice 4.28). */
const ANSWERS_TO_FINANCE = ['OWNER', 'VIP_CENTRE_DIRECTOR'];

/** The roles that may be the second person of an act whose rule names `coSignRoles`, when `actorRoles` ask for it. */
export function secondRoles(coSignRoles: readonly string[], actorRoles: readonly string[]): readonly string[] {
  return actorRoles.some((role) => ANSWERS_TO_FINANCE.includes(role)) ? ['FINANCE'] : coSignRoles;
}

/**
 * The role in which `candidate` signs an act of `actorId`: one of their own, else one they hold for the day (代班).
 * Throws `cosign.self` for the person who acts, whatever their roles, and `cosign.role` for one who may not sign this.
 */
export function signingRole(
  actorId: string,
  wanted: readonly string[],
  candidate: Signer,
  delegated: readonly string[],
): string {
  if (candidate.id === actorId) throw new DomainError('cosign.self');
  const role = wanted.find((name) => candidate.roles.includes(name)) ?? wanted.find((name) => delegated.includes(name));
  if (role === undefined) throw new DomainError('cosign.role');
  return role;
}
