import { Injectable } from '@nestjs/common';
import type { IconName } from '../platform/views/icons.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo, type Permission } from '../staff/permissions.js';

/** What can be done for the member whose page is open; its key is borrowed from the rail while that page is shown. */
export interface MemberAction {
  readonly key: string;
  readonly labelKey: string;
  readonly icon: IconName;
  readonly permission: Permission;
  /** The page on which the act is done for this membership. */
  readonly href: (membershipId: string) => string;
}

/** Rooms above members put their act under the member's name: found once, one key to the job. */
@Injectable()
export class MemberActions {
  private readonly actions: MemberAction[] = [];

  register(action: MemberAction): void {
    this.actions.push(action);
    this.actions.sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }));
  }

  /** What this person may do for a member. */
  of(desk: DeskContext): readonly MemberAction[] {
    return this.actions.filter(({ permission }) => mayDo(desk.person.roles, permission));
  }
}
