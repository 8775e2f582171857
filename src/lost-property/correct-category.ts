import { Injectable } from '@nestjs/common';
import { addDays } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Outcome } from '../platform/database/command.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { LOST_CATEGORIES } from '../venue/rules/lost-property-policy.js';
import { GONE } from './holding.js';
import { LostCommands } from './lost-commands.js';
import { type ItemRow, LostItems } from './lost-items.js';
import { correctionOf } from './rules/item-life.js';
import { isStricter, isValuable, KEEPING } from './rules/lost-category.js';

const MINUTE_MS = 60_000;

/** What was taken for less than it is: its category is mended, stricter only, and from then on it is kept like one just found. */
@Injectable()
export class CorrectCategory {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
    private readonly policies: PolicyService,
  ) {}

  /** Throws `lost.category.unknown` and `lost.category.laxer` on `category`, `lost.item.transition`, `page.notFound`. */
  async correct(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    typed: string,
  ): Promise<Outcome<{ itemId: string; awaitsSafe: boolean }>> {
    const category = LOST_CATEGORIES.find((known) => known === typed);
    if (!category) throw new DomainError('lost.category.unknown', {}, 'category');
    const command = this.commands.of(desk, 'lost.register', requestKey, { itemId, category });
    return this.uow.run(command, async (tx) => {
      const item = await this.items.ofStore(tx, desk.store.id, itemId);
      if (!isStricter(category, item.category)) throw new DomainError('lost.category.laxer', {}, 'category');
      const { lostProperty } = await this.policies.current(tx, desk.store.id, command.businessDate);
      const valuable = isValuable(category);
      const action = correctionOf(item.state, { valuable, secured: isSecured(item, category) });
      const awaitsSafe = action === 'correctToValuable';
      const timer = { ...GONE, bag_no: null, safe_by: tx.now + lostProperty.safeMinutes * MINUTE_MS };
      await this.items.move(
        tx,
        item,
        action,
        { note: `${item.category} → ${category}` },
        {
          category,
          valuable: valuable ? 1 : 0,
          hold_until: addDays(item.foundOn, lostProperty.holdDays[category]),
          ...(awaitsSafe ? timer : {}),
          ...(valuable ? {} : { safe_by: null }),
        },
      );
      if (!KEEPING[category].pictured) await tx.run('DELETE FROM lost_photo WHERE item_id = ?', [itemId]);
      return { itemId, awaitsSafe };
    });
  }
}

/** It lies in its slot, and if it is money, two people counted it. */
function isSecured({ slot, cashFen }: ItemRow, category: string): boolean {
  return slot !== null && (category !== 'CASH' || cashFen !== null);
}
