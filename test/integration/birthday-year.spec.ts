import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { BirthdayDay } from '../../src/birthdays/birthday-day.js';
import { BirthdayDuties } from '../../src/birthdays/birthday-duties.js';
import { BirthdayRosters } from '../../src/birthdays/birthday-rosters.js';
import { BirthdayQueries, type EntryRow } from '../../src/birthdays/birthday.queries.js';
import { Evening } from '../../src/birthdays/evening.js';
import { GiftCustody } from '../../src/birthdays/gift-custody.js';
import { GiftDraws } from '../../src/birthdays/gift-draws.js';
import { GiveGift } from '../../src/birthdays/give-gift.js';
import { Reconciliations } from '../../src/birthdays/reconciliations.js';
import { closingDay } from '../../src/birthdays/rules/gift-period.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import { Chance } from '../../src/demo/chance.js';
import { CardsService } from '../../src/cards/cards.service.js';
import { addDays } from '../../src/kernel/business-day.js';
import { People } from '../../src/members/people.js';
import type { BirthdayCalendar } from '../../src/members/rules/birthday.js';
import { OnSpotCoSigner } from '../../src/staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { type BirthdayHouse, birthdayGift, openBirthdays, signedBy } from '../support/birthdays.js';
import { describeOnPostgres, describeOnSqlite, type TestDatabase } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given } from '../support/people.js';

const FIRST = '2025-12-31';
const LAST = '2026-12-30';

/** Many members with a card each, every tenth with a lunar birthday. */
async function memberRows({ world, house }: BirthdayHouse, count: number, chance: Chance): Promise<void> {
  const [people, cards] = [world.get(People), world.get(CardsService)];
  for (let made = 0; made < count; made += 500) {
    await given(world, house.store.id, async (tx) => {
      for (let n = made; n < Math.min(count, made + 500); n += 1) {
        const calendar: BirthdayCalendar = n % 10 === 0 ? 'LUNAR' : 'SOLAR';
        const birthday = {
          calendar,
          month: chance.between(1, 12),
          day: chance.between(1, 28),
          leap: false,
          year: null,
        };
        const phone = `136${String(n).padStart(8, '0')}`;
        const who = { name: `林${n}`, phone, birthday, title: 'MS', idDocument: null, preferences: null } as const;
        const membershipId = await people.join(tx, {
          personId: await people.register(tx, who),
          joinedOn: '2025-01-01',
        });
        const cardNo = `88${String(n).padStart(8, '0')}`;
        const card = { cardNo, raw: cardNo, kindCode: 'MEMBER', validUntil: null, broughtOver: true, membershipId };
        await cards.activate(tx, await cards.issue(tx, card));
      }
      return null;
    });
  }
}

interface Year {
  readonly members: number;
  /** Of those who have a birthday, how many have a gift drawn; and how many are given, back, destroyed and broken at the least. */
  readonly drawn: number;
  readonly least: Readonly<Record<'DELIVER' | 'RETURN' | 'DESTROY' | 'DAMAGE', number>>;
}

describeOnSqlite('a year of birthdays of 5,000 members', (db) =>
  tellYear(db, {
    members: 5000,
    drawn: 0.2,
    least: { DELIVER: 500, RETURN: 80, DESTROY: 80, DAMAGE: 5 },
  }),
);
// the same year day by day, with fewer people: every act waits for the server
describeOnPostgres('a year of birthdays of 250 members', (db) =>
  tellYear(db, {
    members: 250,
    drawn: 0.4,
    least: { DELIVER: 40, RETURN: 5, DESTROY: 5, DAMAGE: 0 },
  }),
);

function tellYear(db: Pick<TestDatabase, 'settings'>, year: Year): void {
  let story: BirthdayHouse;
  const chance = new Chance(20_261_120);
  beforeAll(async () => {
    story = await openBirthdays(db, `${FIRST}T16:00`);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.world.close());

  const at = (businessDate: string): DeskContext => ({ ...story.manager, businessDate });
  const sign = () => signedBy(story.finance);
  const hand = () => story.world.get(GiftCustody).inHand(story.reader, story.house.store.id);
  const on = (from: string, to: string) =>
    story.world.get(BirthdayQueries).onDates(story.reader, story.house.store.id, from, to);
  const due = (entries: readonly EntryRow[]) =>
    entries.filter((entry) => story.world.get(BirthdayDay).standing(entry, DEFAULT_POLICY) === 'DUE');

  /** One day: tomorrow's gifts are drawn, tonight's given to who comes, yesterday's go back, perish or break. */
  async function tell(day: string, gifts: readonly [string, ...string[]]): Promise<void> {
    const { world, house } = story;
    world.clock.setTo(`${day}T16:00:00+08:00`);
    if (day === FIRST || ['01', '24'].includes(day.slice(8)))
      await world.get(BirthdayRosters).update(house.store.id, day);
    const draws = world.get(GiftDraws);
    const wanted = due(await on(addDays(day, 1), addDays(day, 1))).filter(() => chance.often(year.drawn));
    const drawn = wanted.map(({ id }) => ({ entryId: id, itemId: chance.pick(gifts) }));
    if (drawn.length > 0) await draws.draw(at(day), uuidv7(), drawn, sign());
    for (const { id } of (await on(day, day)).filter(({ inHand }) => inHand > 0)) {
      if (chance.often(0.65)) await world.get(GiveGift).give(at(day), uuidv7(), id, '');
    }
    const back = await world.get(BirthdayDuties).dueBack(story.reader, house.store.id, day);
    const lines = (perishable: number) =>
      back
        .filter((row) => row.perishable === perishable)
        .map(({ itemId, entryId }) => ({ itemId, entryId, pieces: 1 }));
    const [kept, spoilt] = [lines(0), lines(1)];
    if (spoilt.length > 0) await draws.destroy(at(day), uuidv7(), spoilt, '客人未到店', sign());
    const broken = chance.often(0.12) ? kept.splice(0, 1) : [];
    if (broken.length > 0)
      await draws.writeOff(at(day), uuidv7(), { kind: 'DAMAGE', reason: '摔坏', lines: broken }, sign());
    if (kept.length > 0) await draws.giveBack(at(day), uuidv7(), kept, sign());
    if (day === closingDay(day, DEFAULT_POLICY.birthdays.closeDays)) await close(day);
  }

  async function close(day: string): Promise<void> {
    const counts = (await hand()).map(({ itemId, entryId, pieces }) => ({
      itemId,
      entryId,
      reason: '',
      counted: pieces,
    }));
    await story.world.get(Reconciliations).close(at(day), uuidv7(), counts, sign());
  }

  it('closes every period to zero, and nobody has two gifts for one birthday', async () => {
    const { world, reader, house, finance } = story;
    await memberRows(story, year.members, chance);
    const gifts: [string, string] = [
      await birthdayGift(story, { pieces: 2000 }),
      await birthdayGift(story, { pieces: 2000, perishable: true }),
    ];
    // the steps before the gift and the PIN have stories of their own
    jest.spyOn(Evening.prototype, 'mark').mockResolvedValue();
    jest.spyOn(OnSpotCoSigner.prototype, 'verify').mockResolvedValue({ staffId: finance.id, role: 'FINANCE' });
    for (let day = FIRST; day <= LAST; day = addDays(day, 1)) await tell(day, gifts);
    const kinds = await reader.rows<{ kind: string; n: number }>(
      'SELECT kind, SUM(pieces) AS n FROM birthday_gift_move GROUP BY kind',
    );
    const of = (kind: string) => kinds.find((row) => row.kind === kind)?.n ?? 0;
    const fewer = Object.entries(year.least).flatMap(([kind, least]) => (of(kind) > least ? [] : [[kind, of(kind)]]));
    expect(fewer).toEqual([]);
    const twice = await reader.rows(
      'SELECT e.person_id FROM birthday_gift_move v JOIN birthday_entry e ON e.id = v.entry_id ' +
        "WHERE v.kind = 'DELIVER' GROUP BY e.person_id, e.calendar, e.year HAVING SUM(v.pieces) > 1",
    );
    expect(twice).toEqual([]);
    const shelves = await Promise.all(gifts.map((id) => world.get(GiftStock).onShelf(reader, house.store.id, id)));
    const held = (await hand()).reduce((sum, { pieces }) => sum + pieces, 0);
    const gone = of('DELIVER') + of('DESTROY') + of('DAMAGE');
    expect(shelves.reduce((sum, pieces) => sum + pieces, held)).toBe(4000 - gone);
    const periods = await reader.one<{ n: number; toDay: string }>(
      'SELECT COUNT(*) AS n, MAX(period_to) AS to_day FROM gift_reconciliation',
    );
    expect(periods).toEqual({ n: 24, toDay: LAST });
    await expectBooksToBalance(world);
  }, 300_000);
}
