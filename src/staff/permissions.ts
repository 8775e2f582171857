import { guests } from './permission-tables/guests.js';
import { house } from './permission-tables/house.js';
import { members } from './permission-tables/members.js';
import type { PermissionRule } from './permission-tables/permission-rule.js';
import { shifts } from './permission-tables/shifts.js';
import { value } from './permission-tables/value.js';
import type { Role } from './roles.js';

export type { CoSignKind, PermissionRule } from './permission-tables/permission-rule.js';

/**
 * Role × act × who co-signs: the whole of it, and the page /staff/permissions shows this very table.
 * An act carries the name of its permission; reads are `<room>.view`. Whoever is not named may not.
 */
export const permissions = {
  ...house,
  ...members,
  ...value,
  ...shifts,
  ...guests,
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof permissions;

export function ruleOf(permission: Permission): PermissionRule {
  return permissions[permission];
}

/** Whether somebody with these roles may do an act; an act that is not in the table may nobody. */
export function mayDo(roles: readonly Role[], permission: string): boolean {
  return isPermission(permission) && ruleOf(permission).roles.some((role) => roles.includes(role));
}

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissions, text);
}
