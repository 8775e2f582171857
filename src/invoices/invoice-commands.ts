import { Injectable } from '@nestjs/common';
import { proposedBusinessDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock/clock.js';
import type { Command, CoSigner, Json } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import type { Permission } from '../staff/permissions.js';

type Dated<Input extends Json> = Command<Input> & { readonly businessDate: string };

/** Commands of this room: guests are served on an open day, Finance handles books in office hours too. */
@Injectable()
export class InvoiceCommands {
  constructor(private readonly clock: Clock) {}

  /** For what Finance does by day: before the day is opened it carries the date the 06:00 rule proposes. */
  ofOffice<Input extends Json>(
    desk: DeskContext,
    kind: Permission,
    key: string,
    input: Input,
    coSigners: readonly CoSigner[] = [],
  ): Dated<Input> {
    if (desk.businessDate !== null) return commandOfTheDay(desk, kind, key, input, coSigners);
    const businessDate = this.dateOf(desk);
    return { ...commandAt({ ...desk, businessDate }, kind, key, input, coSigners), businessDate };
  }

  dateOf({ businessDate }: Pick<DeskContext, 'businessDate'>): string {
    return businessDate ?? proposedBusinessDate(this.clock.now());
  }
}

/** The counter and the shift at which a guest is served. */
export interface Counter {
  readonly deskId: string;
  readonly shiftId: string;
}

/** Invoices belong to the clerk's own open shift at this counter: their numbers are handed over with it. Throws `invoices.noShift`. */
export async function counterOf(tx: Tx, { terminal }: DeskContext): Promise<Counter> {
  const shift = await tx.one<{ deskId: string }>('SELECT desk_id FROM shift WHERE id = ?', [tx.shiftId]);
  if (tx.shiftId === null || terminal === null || shift?.deskId !== terminal.deskId)
    throw new DomainError('invoices.noShift');
  return { deskId: terminal.deskId, shiftId: tx.shiftId };
}

export function dayOf({ command }: Tx): string {
  if (command.businessDate === null) throw new DomainError('venue.dayNotOpen');
  return command.businessDate;
}
