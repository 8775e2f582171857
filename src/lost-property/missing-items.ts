import { Injectable } from '@nestjs/common';
import { cleanText } from '../kernel/text.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DeskContext } from '../staff/desk-context.js';
import { assertHolder } from './holding.js';
import { LostCommands } from './lost-commands.js';
import { LostItems, type Step } from './lost-items.js';

/** A thing that is not where it should be, whoever notices it: at handover, in a drawer, at General Affairs. The safe's count marks its own. */
@Injectable()
export class MissingItems {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
  ) {}

  /** Throws `text.required` on `note`, `lost.safe.missing` where it is missed already, `lost.claim.holder`, `lost.item.transition`. */
  async miss(desk: DeskContext, requestKey: string, itemId: string, typed: string): Promise<void> {
    const note = cleanText(typed, { max: 200, required: true, field: 'note' });
    await this.mark(desk, requestKey, itemId, 'miss', { note });
  }

  /** It lies where it should. Throws `lost.safe.notMissing`, `lost.claim.holder`, `lost.item.transition`. */
  found(desk: DeskContext, requestKey: string, itemId: string): Promise<void> {
    return this.mark(desk, requestKey, itemId, 'findAgain', {});
  }

  private async mark(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    action: 'miss' | 'findAgain',
    step: Step,
  ): Promise<void> {
    const command = this.commands.of(desk, 'lost.miss', requestKey, { itemId, action, note: step.note ?? null });
    await this.uow.run(command, async (tx) => {
      const item = await this.items.ofStore(tx, desk.store.id, itemId);
      assertHolder(desk, item);
      await this.items.move(tx, item, action, step);
      return { itemId };
    });
  }
}
