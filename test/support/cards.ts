import { uuidv7 } from 'uuidv7';
import { ApprovalsModule } from '../../src/staff/approvals/approvals.module.js';
import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import { CardLookup, type CardHolder } from '../../src/cards/card-lookup.js';
import { CardsModule } from '../../src/cards/cards.module.js';
import { ReceiveBlanks } from '../../src/cards/stock/receive-blanks.js';
import { TierSteps } from '../../src/cards/tier-steps.js';
import { CardPapers } from '../../src/cards/life/card-papers.js';
import { readBlankNumbers } from '../../src/cards/rules/blank-numbers.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { Reader } from '../../src/platform/database/reader.js';
import { ErrorStatusesModule } from '../../src/platform/http/error-statuses.module.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { enrol } from './members.js';
import { given, PIN, type House } from './people.js';
import type { World } from './world.js';

/** What a story about cards needs. */
export const cardRooms = [ErrorStatusesModule, I18nModule, LedgerModule, ApprovalsModule, CardsModule];

/** Blanks of a kind at the desk, as if two people had counted them in. */
export function blanks(
  house: House,
  kindCode: string,
  numbers: string,
  holderId: string | null = null,
): Promise<string> {
  const { world, store, businessDate } = house;
  return given(
    world,
    store.id,
    async (tx) => {
      const { batchId } = await world.get(ReceiveBlanks).store(tx, {
        kindCode,
        holderId,
        source: '财务部',
        blanks: readBlankNumbers(numbers),
        witnessId: uuidv7(),
        clerk: { name: '库管', printerId: null },
      });
      return batchId;
    },
    businessDate,
  );
}

/** A member with an active card, as `CardLookup` sees them. */
export async function member(
  world: World,
  desk: DeskContext,
  values: Parameters<typeof enrol>[2] = {},
): Promise<CardHolder> {
  const { membershipId } = await enrol(world, desk, values);
  return holderOf(world, membershipId);
}

export async function holderOf(world: World, membershipId: string): Promise<CardHolder> {
  const holder = await world.get(CardLookup).byMembership(world.get(Reader), membershipId);
  if (!holder) throw new Error('no such member');
  return holder;
}

/** What a top-up tells the tiers, with a paper of its own; the paper's id. */
export async function topUpTold(
  house: House,
  membershipId: string,
  fen: { readonly topUpFen: number; readonly cumulativeFen?: number; readonly balanceFen?: number },
): Promise<string> {
  const { world, store, businessDate } = house;
  const { topUpFen, cumulativeFen = topUpFen, balanceFen = topUpFen } = fen;
  return given(
    world,
    store.id,
    async (tx) => {
      const { id } = await world.get(CardPapers).write(tx, {
        kind: 'counted',
        clerk: { name: '收银', printerId: null },
        personId: null,
        copies: 'HOUSE',
        lines: [],
      });
      await world.get(TierSteps).afterTopUp(tx, { membershipId, topUpFen, cumulativeFen, balanceFen, documentId: id });
      return id;
    },
    businessDate,
  );
}

/** The supervisor reads the one request that waits and signs it on the own screen. */
export async function approveOnly(world: World, lead: DeskContext): Promise<string> {
  const row = await world.one<{ requestId: string }>('SELECT request_id FROM open_approval');
  if (!row) throw new Error('nothing waits');
  const { href } = await world.get(ApprovalDecisions).approve(lead, uuidv7(), row.requestId, PIN);
  return href;
}
