import { uuidv7 } from 'uuidv7';
import { ApprovalsModule } from '../../src/staff/approvals/approvals.module.js';
import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import { CardLookup, type CardHolder } from '../../src/cards/card-lookup.js';
import { CardStops } from '../../src/cards/card-stops.js';
import { type ReplaceInput, ReplaceCard, type ReplaceOutcome } from '../../src/cards/life/replace-card.js';
import { StopCard, type StopInput, type Stopped } from '../../src/cards/life/stop-card.js';
import { CardsModule } from '../../src/cards/cards.module.js';
import { ReceiveBlanks } from '../../src/cards/stock/receive-blanks.js';
import { TierSteps } from '../../src/cards/tier-steps.js';
import { CardPapers } from '../../src/cards/life/card-papers.js';
import { readBlankNumbers } from '../../src/cards/rules/blank-numbers.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { Reader } from '../../src/platform/database/reader.js';
import { ErrorStatusesModule } from '../../src/platform/http/error-statuses.module.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { enrol } from './members.js';
import { at, given, hire, openHouse, PIN, type House } from './people.js';
import { openRooms, type World } from './world.js';

/** A resident ID of an invented person, with its check digit; and another's. */
export const KNOWN_ID = '110101199003074514';
export const OTHER_ID = '110101198812126113';
/** A caller who knows the name. */
export const SAID: StopInput = { proof: 'NAME_SAID', phoneTail: '', note: '' };
/** The holder at the counter with the document the house knows. */
export const SHOWN = { documentNumber: KNOWN_ID, phone: '', nameSeen: true };

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

/** The venue switches unnamed cards on, good for so many months, or off again. */
export function sellUnnamed({ world, store, businessDate }: House, unnamedMonths: number | null = 36): Promise<null> {
  const policy = { ...DEFAULT_POLICY, storedValue: { ...DEFAULT_POLICY.storedValue, unnamedMonths } };
  const change = { policy, effectiveFrom: businessDate, reason: '不记名卡' };
  return given(
    world,
    store.id,
    (tx) =>
      world
        .get(PolicyService)
        .change(tx, change)
        .then(() => null),
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

/** A night at the counter with the acts of a clerk in short words. */
export class CardNight {
  private next = 0;

  constructor(
    readonly world: World,
    readonly house: House,
    readonly clerk: DeskContext,
    readonly lead: DeskContext,
  ) {}

  get reader(): Reader {
    return this.world.get(Reader);
  }

  blank(): string {
    return `8866${String((this.next += 1)).padStart(6, '0')}`;
  }

  /** A member whose document the house knows. */
  known(): Promise<CardHolder> {
    const seen = { adult: 'DOCUMENT_SEEN', documentNumber: KNOWN_ID, birthDate: '1990-03-07', duplicateChecked: '1' };
    return member(this.world, this.clerk, seen);
  }

  report(cardId: string, input: StopInput = SAID): Promise<Stopped> {
    return this.world.get(StopCard).reportLost(this.clerk, uuidv7(), cardId, input);
  }

  /** What a desk makes of a swipe. */
  async swiped(cardNo: string): Promise<CardHolder> {
    const holder = await this.world.get(CardLookup).byNumber(this.reader, cardNo);
    await this.world.get(CardStops).assertUsable(this.reader, holder?.cardId ?? '', this.house.businessDate);
    if (!holder) throw new Error('no such card');
    return holder;
  }

  replace(cardId: string, more: Partial<ReplaceInput> = {}): Promise<ReplaceOutcome> {
    const input = { ...SHOWN, cardNo: this.blank(), tender: '', received: '', ...more };
    return this.world.get(ReplaceCard).replace(this.clerk, uuidv7(), cardId, input);
  }

  stateOf(cardId: string): Promise<{ state: string } | undefined> {
    return this.world.one<{ state: string }>('SELECT state FROM card WHERE id = ?', [cardId]);
  }

  /** One act of the story in a unit of its own, on the open day. */
  act<R extends string | number | null>(work: (tx: Tx) => Promise<R>): Promise<R> {
    return given(this.world, this.house.store.id, work, this.house.businessDate);
  }
}

/** Opens the house with a clerk at the counter and a supervisor. */
export async function cardNight(
  db: Parameters<typeof openRooms>[0],
  rooms: Parameters<typeof openRooms>[1] = cardRooms,
): Promise<CardNight> {
  const world = await openRooms(db, rooms, { at: '2026-11-20T21:35' });
  const house = await openHouse(world);
  const clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
  const lead = at(house, await hire(house, '8002', 'DUTY_SUPERVISOR', { name: '赵主管' }));
  return new CardNight(world, house, clerk, lead);
}
