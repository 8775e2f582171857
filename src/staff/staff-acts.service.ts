import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SessionStore } from '../platform/http/session-store.js';
import { commandAt, type DeskContext } from './desk-context.js';
import { assertMayAdminister } from './rules/rank.js';
import { SecretsService } from './secrets.service.js';
import { StaffService } from './staff.service.js';
import { StaffQueries, type StaffRow } from './staff.queries.js';
import { isRole } from './roles.js';

export interface NewColleague {
  readonly storeId: string;
  readonly staffNo: string;
  readonly name: string;
  readonly phone: string;
  readonly roles: readonly string[];
}

/** Who looks after the people of every store; all others see their own. */
const EVERY_STORE = ['OWNER', 'VIP_CENTRE_DIRECTOR', 'OPERATIONS_GENERAL_MANAGER'];

/** What people in charge do to accounts: one method an act. */
@Injectable()
export class StaffActs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly staff: StaffService,
    private readonly secrets: SecretsService,
    private readonly sessions: SessionStore,
    private readonly queries: StaffQueries,
    private readonly reader: Reader,
  ) {}

  /** The people this person looks after. */
  seenBy({ person, store }: DeskContext): Promise<StaffRow[]> {
    return seesEveryStore(person.roles) ? this.queries.all(this.reader) : this.queries.ofStore(this.reader, store.id);
  }

  /** Somebody this person looks after. Throws `staff.notFound`, also for a person of another store. */
  async find(desk: DeskContext, staffId: string): Promise<StaffRow> {
    const found = await this.queries.byId(this.reader, staffId);
    const theirs = found && (found.storeId === desk.store.id || seesEveryStore(desk.person.roles));
    if (!found || !theirs) throw new DomainError('staff.notFound');
    return found;
  }

  /** Adds somebody; the one-time code with which they set their secrets. Throws `staff.*`, `text.*`. */
  async add(desk: DeskContext, key: string, colleague: NewColleague): Promise<{ staffId: string; code: string }> {
    const { roles } = desk.person;
    assertMayAdminister(roles, colleague.roles.filter(isRole));
    const storeId = seesEveryStore(roles) && colleague.storeId !== '' ? colleague.storeId : desk.store.id;
    const code = this.secrets.codeFor(desk.person.id, key);
    const command = commandAt(desk, 'staff.manage', key, { ...colleague, storeId });
    const { result } = await this.uow.run(command, async (tx) => {
      const staffId = await this.staff.add(tx, { ...colleague, storeId });
      await this.secrets.issue(tx, staffId, code);
      return staffId;
    });
    return { staffId: result, code };
  }

  async changeRoles(desk: DeskContext, key: string, staffId: string, roles: readonly string[]): Promise<StaffRow> {
    const person = await this.find(desk, staffId);
    await this.uow.run(commandAt(desk, 'staff.manage', key, { staffId, roles }), async (tx) => {
      await this.staff.changeRoles(tx, desk.person.roles, staffId, roles);
      return staffId;
    });
    return person;
  }

  async giveBadge(desk: DeskContext, key: string, staffId: string, badge: string): Promise<StaffRow> {
    const person = await this.find(desk, staffId);
    await this.uow.run(commandAt(desk, 'staff.manage', key, { staffId, badge }), async (tx) => {
      await this.staff.giveBadge(tx, desk.person.roles, staffId, badge);
      return staffId;
    });
    return person;
  }

  /** Ends the old secrets and every sign-in; the code for new ones. */
  async reset(desk: DeskContext, key: string, staffId: string): Promise<string> {
    await this.find(desk, staffId);
    const code = this.secrets.codeFor(desk.person.id, key);
    await this.uow.run(commandAt(desk, 'staff.resetSecrets', key, { staffId }), async (tx) => {
      await this.secrets.reset(tx, desk.person.roles, staffId, code);
      return staffId;
    });
    await this.sessions.endAllOf(staffId);
    return code;
  }

  /** Ends the account and every sign-in, at once. */
  async deactivate(desk: DeskContext, key: string, staffId: string): Promise<StaffRow> {
    const person = await this.find(desk, staffId);
    await this.uow.run(commandAt(desk, 'staff.deactivate', key, { staffId }), async (tx) => {
      await this.staff.deactivate(tx, desk.person.roles, staffId);
      return staffId;
    });
    await this.sessions.endAllOf(staffId);
    return person;
  }
}

export function seesEveryStore(roles: readonly string[]): boolean {
  return roles.some((role) => EVERY_STORE.includes(role));
}
