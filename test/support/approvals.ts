import { jest } from '@jest/globals';
import { DomainError } from '../../src/kernel/domain-error.js';
import type { Json } from '../../src/platform/database/command.js';
import { DocumentsService } from '../../src/platform/printing/documents.service.js';
import { Receipt } from '../../src/platform/printing/receipt.js';
import { ApprovableActs, type ApprovableAct } from '../../src/staff/approvals/approvable-acts.js';
import type { ApprovalDraft } from '../../src/staff/approvals/approvals.service.js';
import type { World } from './world.js';

type GiftBack = { readonly gift: string };

/**
 * The undo of a redemption stands in for any act that waits: it leaves one paper, or is refused as `ledger.short`. In
 * the whole house it takes the place of the real one.
 */
export function undoRedemptions(world: World): void {
  const documents = world.get(DocumentsService);
  const act: ApprovableAct<GiftBack> = {
    kind: 'gifts.undoRedemption',
    async perform(tx, { input, personId }) {
      const { id } = await documents.create(tx, {
        kind: 'gift-return',
        prefix: 'LT',
        copies: [{ name: 'merchant', heading: '【商户联】' }],
        personId,
        printerId: null,
        compose: () => new Receipt().heading(input.gift),
      });
      if (input.gift === '没有库存') throw new DomainError('ledger.short');
      return { href: `/documents/${id}`, summary: { key: 'acts.gifts.undoRedemption' } };
    },
    describe: async (_desk, { input }) => ({ facts: [{ label: '礼品', value: input.gift }] }),
  };
  const acts = world.get(ApprovableActs);
  const known = acts.of.bind(acts);
  jest.spyOn(acts, 'of').mockImplementation((kind) => (kind === act.kind ? act : known(kind)));
}

/** The undo of a redemption as a clerk asks for it. */
export function giftBack(gift = '果盘', personId: string | null = null): ApprovalDraft {
  const input: Json = { gift };
  return { kind: 'gifts.undoRedemption', input, personId, summary: { key: 'acts.gifts.redeem' } };
}
