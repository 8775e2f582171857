import type { Role } from '../roles.js';

/** How a second person signs (counter-practice H1). */
export type CoSignKind =
  /** 当场: on the same screen, in person, before the act. */
  | 'ON_SPOT'
  /** 远程: the act waits; the second person decides on their own screen while the clerk serves the next guest. */
  | 'REMOTE'
  /** 待签: the act counts at once, is listed, and must be signed before handover. */
  | 'BEFORE_HANDOVER';

export interface PermissionRule {
  readonly roles: readonly Role[];
  readonly coSign?: { readonly kind: CoSignKind; readonly roles: readonly Role[] };
}

/** Whom several acts name together. */
export const everyone: readonly Role[] = [
  'CLERK',
  'RECEPTION',
  'USHER',
  'FLOOR_STAFF',
  'TEAM_LEAD',
  'DUTY_SUPERVISOR',
  'CUSTOMER_SERVICE_MANAGER',
  'VIP_CENTRE_DIRECTOR',
  'OPERATIONS_GENERAL_MANAGER',
  'FINANCE',
  'GENERAL_AFFAIRS',
  'SECURITY_GUARD',
  'AV_OPERATOR',
  'OWNER',
];
export const counter: readonly Role[] = ['CLERK', 'DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'];
export const leads: readonly Role[] = ['DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'];
export const managers: readonly Role[] = ['CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'];
export const administrators: readonly Role[] = ['VIP_CENTRE_DIRECTOR', 'OWNER'];
export const readers: readonly Role[] = [...counter, 'RECEPTION', 'TEAM_LEAD', 'OPERATIONS_GENERAL_MANAGER', 'FINANCE'];
