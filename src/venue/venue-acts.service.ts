import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { parsePlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { FormFaults } from '../platform/http/form-input.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { BusinessDaysService } from './business-days.service.js';
import { CharterService } from './charter.service.js';
import { PolicyService } from './policy.service.js';
import { readClauses } from './rules/charter-clauses.js';
import { assertNoVoidClause } from './rules/charter-lint.js';
import type { Policy } from './rules/policy-schema.js';
import { StoresService } from './stores.service.js';
import { TerminalsService } from './terminals.service.js';

/** What people do to the venue from its pages: one method an act. */
@Injectable()
export class VenueActs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly days: BusinessDaysService,
    private readonly policies: PolicyService,
    private readonly charters: CharterService,
    private readonly stores: StoresService,
    private readonly terminals: TerminalsService,
    private readonly reader: Reader,
  ) {}

  async openDay(desk: DeskContext, key: string, typed: string): Promise<string> {
    const date = parsePlainDate(typed, 'date');
    await this.uow.run(commandAt(desk, 'venue.openDay', key, { date }), (tx) => this.days.open(tx, date));
    return date;
  }

  async closeDay(desk: DeskContext, key: string): Promise<string> {
    const { businessDate } = desk;
    const command = commandAt(desk, 'venue.closeDay', key, { businessDate });
    const { result } = await this.uow.run(command, (tx) => this.days.close(tx));
    this.days.announceClosed();
    return result;
  }

  async changePolicy(
    desk: DeskContext,
    key: string,
    change: { policy: Policy; effectiveFrom: string; reason: string },
  ): Promise<number> {
    const effectiveFrom = parsePlainDate(change.effectiveFrom, 'effectiveFrom');
    const input = { effectiveFrom, reason: change.reason, policy: JSON.stringify(change.policy) };
    const command = commandAt(desk, 'venue.changePolicy', key, input);
    return (await this.uow.run(command, (tx) => this.policies.change(tx, { ...change, effectiveFrom }))).result;
  }

  /**
   * `fields`: the form, with the twelve ticks and clauses. Throws `FormFaults` of `venue.charter.notTicked | noClause | unknownClause`, and what
   * `CharterService.publish` throws.
   */
  async publishCharter(
    desk: DeskContext,
    key: string,
    typed: { text: string; effectiveFrom: string },
    fields: Readonly<Record<string, string>>,
  ): Promise<number> {
    const effectiveFrom = parsePlainDate(typed.effectiveFrom, 'effectiveFrom');
    // a void clause is told first: with it the text will be another one
    assertNoVoidClause(typed.text);
    const { clauses, faults } = readClauses(typed.text, fields);
    if (faults.length > 0) throw new FormFaults(faults.map((fault) => ({ ...fault, params: {} })));
    const charter = { text: typed.text, effectiveFrom, clauses };
    const command = commandAt(desk, 'venue.changeSettings', key, charter);
    return (await this.uow.run(command, (tx) => this.charters.publish(tx, charter))).result;
  }

  async rename(
    desk: DeskContext,
    key: string,
    names: { venueName: string; storeName: string; legalEntity: string },
  ): Promise<void> {
    await this.uow.run(commandAt(desk, 'venue.changeSettings', key, { ...names }), async (tx) => {
      await this.stores.nameVenue(tx, names.venueName);
      await this.stores.rename(tx, desk.store.id, names.storeName);
      await this.stores.nameLegalEntity(tx, desk.store.id, names.legalEntity);
      return null;
    });
  }

  async addDesk(desk: DeskContext, key: string, deskName: string): Promise<void> {
    const command = commandAt(desk, 'venue.changeSettings', key, { deskName });
    await this.uow.run(command, (tx) => this.stores.addDesk(tx, { storeId: desk.store.id, name: deskName }));
  }

  /** Opens another house of the chain, with its first desk; its acts begin a journal of their own. */
  async openStore(desk: DeskContext, key: string, names: { storeName: string; deskName: string }): Promise<void> {
    const storeId = uuidv7();
    await this.uow.run(commandAt(desk, 'venue.changeSettings', key, { ...names }), async (tx) => {
      await this.stores.open(tx, { id: storeId, name: names.storeName });
      return this.stores.addDesk(tx, { storeId, name: names.deskName });
    });
  }

  /** Enrols the PC the request came from, at a desk of any store of the chain; answers with the PC's cookie. */
  async enrolTerminal(
    desk: DeskContext,
    key: string,
    { deskId, terminalName }: { deskId: string; terminalName: string },
  ): Promise<string> {
    const storeId = await this.storeOfDesk(deskId);
    const token = this.terminals.tokenFor(desk.person.id, key);
    const command = { ...commandAt(desk, 'venue.enrolTerminal', key, { deskId, terminalName }), storeId };
    await this.uow.run(command, (tx) => this.terminals.enrol(tx, { deskId, name: terminalName, token }));
    return token;
  }

  async revokeTerminal(desk: DeskContext, key: string, terminalId: string): Promise<void> {
    if (desk.terminal?.id === terminalId) throw new DomainError('venue.terminal.here');
    await this.uow.run(commandAt(desk, 'venue.enrolTerminal', key, { terminalId }), async (tx) => {
      await this.terminals.revoke(tx, terminalId);
      return terminalId;
    });
  }

  /** `printerId` '' = the browser prints. */
  async usePrinter(desk: DeskContext, key: string, terminalId: string, printerId: string): Promise<void> {
    const command = commandAt(desk, 'venue.enrolTerminal', key, { terminalId, printerId });
    await this.uow.run(command, async (tx) => {
      await this.terminals.usePrinter(tx, terminalId, printerId === '' ? null : printerId);
      return terminalId;
    });
  }

  private async storeOfDesk(deskId: string): Promise<string> {
    const found = await this.reader.one<{ storeId: string }>('SELECT store_id FROM desk WHERE id = ?', [deskId]);
    if (!found) throw new DomainError('venue.desk.notFound', {}, 'deskId');
    return found.storeId;
  }
}
