import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { type Command, SYSTEM_ACTOR } from '../../platform/database/command.js';
import { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { checkedAddress, PrintersService } from '../../platform/printing/printers.service.js';
import { StoresService } from '../../venue/stores.service.js';
import { TerminalsService } from '../../venue/terminals.service.js';
import { commandAt, type DeskContext } from '../desk-context.js';
import { OwnSecretsService } from '../own-secrets.service.js';
import { StaffQueries } from '../staff.queries.js';
import { StaffService } from '../staff.service.js';
import { FirstStartCode } from './first-start-code.js';

export interface Founding {
  readonly requestKey: string;
  readonly code: string;
  readonly staffNo: string;
  readonly name: string;
  readonly password: string;
  readonly passwordAgain: string;
  readonly pin: string;
  readonly pinAgain: string;
  readonly venueName: string;
  readonly storeName: string;
  readonly deskName: string;
  readonly terminalName: string;
}

export interface Founded {
  readonly ownerId: string;
  readonly terminalId: string;
  /** Cookie of the PC at which the house was founded. */
  readonly terminalToken: string;
}

/** The first start: from an empty database to a house with an owner, and then never again. */
@Injectable()
export class FirstStartService {
  constructor(
    private readonly code: FirstStartCode,
    private readonly secrets: OwnSecretsService,
    private readonly staff: StaffService,
    private readonly queries: StaffQueries,
    private readonly stores: StoresService,
    private readonly terminals: TerminalsService,
    private readonly printers: PrintersService,
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
  ) {}

  /** Owner, venue, store, desk and this PC in one act. Throws `staff.firstStart.code`, `page.notFound` once founded. */
  async found(typed: Founding): Promise<Founded> {
    if (!(await this.code.matches(typed.code))) throw new DomainError('staff.firstStart.code', {}, 'code');
    const hashed = await this.secrets.hashed(typed, typed.staffNo.trim().toUpperCase(), true);
    const storeId = uuidv7();
    const ownerId = uuidv7();
    const terminalToken = this.terminals.tokenFor(SYSTEM_ACTOR, typed.requestKey);
    const command = commandOf(typed, storeId, ownerId);
    const { result } = await this.uow.run(command, async (tx) => {
      if (await this.queries.exists(tx)) throw new DomainError('page.notFound');
      await this.stores.nameVenue(tx, typed.venueName);
      await this.stores.open(tx, { id: storeId, name: typed.storeName });
      const deskId = await this.stores.addDesk(tx, { storeId, name: typed.deskName });
      await this.staff.add(tx, { ...typed, id: ownerId, storeId, roles: ['OWNER'], ...hashed });
      const terminalId = await this.terminals.enrol(tx, { deskId, name: typed.terminalName, token: terminalToken });
      return { ownerId, terminalId };
    });
    return { ...result, terminalToken };
  }

  /** True while the steps after the founding may still be walked. */
  async isUnderWay(): Promise<boolean> {
    const venue = await this.stores.venue(this.reader);
    return venue !== undefined && venue.setUpAt === null;
  }

  /** Adds the printer and lets this PC print to it. Throws `printer.*`. */
  async usePrinter(desk: DeskContext, key: string, host: string): Promise<void> {
    const { terminal } = desk;
    if (!terminal) throw new DomainError('venue.terminal.notFound');
    const address = checkedAddress({ name: '', host });
    await this.uow.run(commandAt(desk, 'printers.manage', key, { host }), async (tx) => {
      const printerId = await this.printers.add(tx, address);
      await this.terminals.usePrinter(tx, terminal.id, printerId);
      return printerId;
    });
  }

  async finish(desk: DeskContext, key: string): Promise<void> {
    await this.uow.run(commandAt(desk, 'venue.changeSettings', key, null), async (tx) => {
      await this.stores.finishFirstStart(tx);
      return null;
    });
  }
}

/** Only names are digested: neither code nor password is part of the act's input. */
function commandOf(typed: Founding, storeId: string, ownerId: string): Command {
  const { requestKey, staffNo, name, venueName, storeName } = typed;
  return {
    kind: 'venue.firstStart',
    actorId: ownerId,
    storeId,
    terminalId: null,
    businessDate: null,
    key: requestKey,
    input: { staffNo, name, venueName, storeName },
  };
}
