import { Injectable } from '@nestjs/common';
import { proposedBusinessDate } from '../kernel/business-day.js';
import { Clock } from '../platform/clock/clock.js';
import type { Command, CoSigner, Json } from '../platform/database/command.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import type { Permission } from '../staff/permissions.js';

/**
 * Lost property does not wait for the counter to open: cleaners find phones at ten in the morning and General Affairs works by day. No value
 * moves, so before the day is opened an act carries the date the 06:00 rule proposes.
 */
@Injectable()
export class LostCommands {
  constructor(private readonly clock: Clock) {}

  of<Input extends Json>(
    desk: DeskContext,
    kind: Permission,
    key: string,
    input: Input,
    coSigners: readonly CoSigner[] = [],
  ): Command<Input> & { readonly businessDate: string } {
    const businessDate = this.dateOf(desk);
    return { ...commandAt({ ...desk, businessDate }, kind, key, input, coSigners), businessDate };
  }

  dateOf({ businessDate }: Pick<DeskContext, 'businessDate'>): string {
    return businessDate ?? proposedBusinessDate(this.clock.now());
  }
}
