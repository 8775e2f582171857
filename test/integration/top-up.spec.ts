import { uuidv7 } from 'uuidv7';
import { CardStops } from '../../src/cards/card-stops.js';
import { TopUps } from '../../src/stored-value/top-up.js';
import type { MoneyTender } from '../../src/venue/rules/tender-kinds.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import type { StoredValuePolicy } from '../../src/venue/rules/stored-value-policy.js';
import { member } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { balanceOf, held, ID_NUMBER, topUp, valueRooms, wishOf, yuan } from '../support/stored-value.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, field?: string) => expect.objectContaining(field ? { code, field } : { code });
const paid = (kind: MoneyTender, amount: number) => ({ kind, amountFen: yuan(amount), reference: '' });

describeOnBothDatabases('a guest tops up', (db) => {
  let world: World;
  let house: House;
  let clerk: Colleague;
  const desk = () => at(house, clerk);
  const guest = () => member(world, desk());
  const setPolicy = (change: Partial<StoredValuePolicy>) =>
    given(
      world,
      house.store.id,
      (tx) =>
        world.get(PolicyService).change(tx, {
          policy: { ...DEFAULT_POLICY, storedValue: { ...DEFAULT_POLICY.storedValue, ...change } },
          effectiveFrom: house.businessDate,
          reason: '试',
        }),
      house.businessDate,
    );

  beforeAll(async () => {
    world = await openRooms(db, valueRooms);
    house = await openHouse(world);
    clerk = await hire(house, '8001', 'CLERK');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('pays 3,000, is given 600 and is a VIP from now on; the lot keeps its terms', async () => {
    const { membershipId } = await guest();
    const done = await topUp(world, desk(), membershipId, yuan(3_000), {
      shownBonusFen: yuan(600),
      receivedFen: yuan(3_100),
    });
    expect(done).toMatchObject({
      principalFen: yuan(3_000),
      bonusFen: yuan(600),
      balanceFen: yuan(3_600),
      changeFen: yuan(100),
    });
    expect(done).toMatchObject({ tier: 'VIP', raised: 1 });
    expect(await balanceOf(world, membershipId)).toEqual(held(3_000, 600));
    const lot = await world.one<{ terms: string; charterNumber: number }>(
      'SELECT terms, charter_number, bonus_rule FROM top_up_lot WHERE membership_id = ?',
      [membershipId],
    );
    expect(lot).toMatchObject({ charterNumber: 1, bonusRule: '300000+60000@2000-01-01' });
    expect(JSON.parse(lot!.terms)).toMatchObject({ capFen: yuan(5_000), bonusFen: yuan(600) });
  });

  it.each([
    [2_999.99, 'ORDINARY'],
    [3_000, 'VIP'],
    [3_000.01, 'VIP'],
  ])('pays %d and is %s', async (amount, tier) => {
    const { membershipId } = await guest();
    expect(await topUp(world, desk(), membershipId, yuan(amount))).toMatchObject({ tier });
  });

  it('pays with two tenders that make up the amount, and not with any that do not', async () => {
    const { membershipId } = await guest();
    const pay = (...tenders: ReturnType<typeof paid>[]) => topUp(world, desk(), membershipId, yuan(500), { tenders });
    await expect(pay(paid('CASH', 200), paid('WECHAT_PAY', 299.99))).rejects.toEqual(refused('storedValue.tender.sum'));
    await expect(pay(paid('CASH', 250), paid('CASH', 250))).rejects.toEqual(refused('storedValue.tender.twice'));
    await expect(pay()).rejects.toEqual(refused('storedValue.tender.none'));
    await pay(paid('CASH', 200), paid('WECHAT_PAY', 300));
    const tenders = await world.rows(
      'SELECT t.kind, t.amount_fen FROM lot_tender t JOIN top_up_lot l ON l.id = t.lot_id WHERE l.membership_id = ? ORDER BY t.position',
      [membershipId],
    );
    expect(tenders).toEqual([
      { kind: 'CASH', amountFen: yuan(200) },
      { kind: 'WECHAT_PAY', amountFen: yuan(300) },
    ]);
  });

  it('shows a document once, and another one never', async () => {
    const { membershipId } = await guest();
    const nothing = { document: { type: '', number: '', agent: null } };
    await expect(topUp(world, desk(), membershipId, yuan(200), nothing)).rejects.toEqual(
      refused('storedValue.document.required', 'idNumber'),
    );
    await topUp(world, desk(), membershipId, yuan(200));
    await topUp(world, desk(), membershipId, yuan(200), nothing);
    await setPolicy({ verifyFromFen: yuan(300) });
    await expect(topUp(world, desk(), membershipId, yuan(300), nothing)).rejects.toEqual(
      refused('storedValue.document.required'),
    );
    const other = { document: { type: 'PASSPORT', number: 'E12345678', agent: null } };
    await expect(topUp(world, desk(), membershipId, yuan(300), other)).rejects.toEqual(
      refused('storedValue.document.differs'),
    );
    await setPolicy({});
    expect(await world.rows('SELECT id FROM person WHERE sealed_id_document LIKE ?', [`%${ID_NUMBER}%`])).toEqual([]);
  });

  it('is bought by somebody else only with name, telephone, document and what they are to the holder', async () => {
    const { membershipId } = await guest();
    await topUp(world, desk(), membershipId, yuan(200));
    const agent = {
      name: '李四',
      phone: '13900000001',
      documentType: 'RESIDENT_ID',
      documentNumber: '110101199003074514',
      birthDate: '',
      relation: '配偶',
    };
    const bought = (change: Partial<typeof agent>) => {
      const document = { type: '', number: '', agent: { ...agent, ...change } };
      return topUp(world, desk(), membershipId, yuan(200), { document });
    };
    for (const [field, code] of [
      ['name', 'text.required'],
      ['phone', 'members.phone.invalid'],
      ['documentNumber', 'text.required'],
      ['relation', 'text.required'],
    ] as const)
      await expect(bought({ [field]: '' })).rejects.toMatchObject({ code });
    const { documentId } = await bought({});
    const named = await world.one(
      `SELECT a.relation, c.by_agent, c.document FROM holder_agent a JOIN holder_check c ON c.id = a.check_id
       JOIN top_up_lot l ON l.membership_id = c.membership_id AND l.journal_id = c.journal_id WHERE l.document_id = ?`,
      [documentId],
    );
    expect(named).toEqual({ relation: '配偶', byAgent: 1, document: 'RESIDENT_ID' });
  });

  it('is told or refused above the cap where the city says so', async () => {
    const { membershipId } = await guest();
    await setPolicy({ capMode: 'BLOCK' });
    await expect(topUp(world, desk(), membershipId, yuan(5_000.01))).rejects.toEqual(
      refused('storedValue.cap', 'amount'),
    );
    await setPolicy({ capMode: 'WARN' });
    await expect(topUp(world, desk(), membershipId, yuan(5_000.01))).rejects.toEqual(
      refused('storedValue.overCap', 'overTold'),
    );
    await topUp(world, desk(), membershipId, yuan(5_000.01), { overTold: true });
    await setPolicy({});
  });

  it('is not served with a frozen card, a changed bonus, a fen too little, or fifty thousand in cash', async () => {
    const { membershipId, cardId } = await guest();
    await expect(topUp(world, desk(), membershipId, yuan(1_000), { shownBonusFen: 0 })).rejects.toEqual(
      refused('storedValue.bonusChanged'),
    );
    await expect(topUp(world, desk(), membershipId, yuan(99.99))).rejects.toEqual(refused('storedValue.least'));
    await expect(topUp(world, desk(), membershipId, yuan(500_000.01))).rejects.toEqual(refused('storedValue.most'));
    await setPolicy({ noCashPersonFen: yuan(4_000) });
    await expect(topUp(world, desk(), membershipId, yuan(4_000))).rejects.toEqual(refused('storedValue.noCash'));
    await topUp(world, desk(), membershipId, yuan(4_000), { tenders: [paid('TRANSFER', 4_000)] });
    await setPolicy({});
    await given(
      world,
      house.store.id,
      async (tx) => {
        await world.get(CardStops).freeze(tx, { cardId }, 'DISPUTE', '电话');
        return null;
      },
      house.businessDate,
    );
    await expect(topUp(world, desk(), membershipId, yuan(100))).rejects.toMatchObject({
      code: expect.stringMatching(/^card\./),
    });
  });

  it('never posts what is no amount', async () => {
    const { membershipId } = await guest();
    for (const amountFen of [0, -1, 10_000.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY]) {
      await expect(topUp(world, desk(), membershipId, amountFen)).rejects.toBeInstanceOf(Error);
    }
    expect(await balanceOf(world, membershipId)).toEqual(held(0, 0));
  });

  it('is one top-up when Enter is pressed twice, and none when the second names another amount', async () => {
    const { membershipId } = await guest();
    const key = uuidv7();
    const press = (amount: number) => world.get(TopUps).atDesk(desk(), key, wishOf(membershipId, yuan(amount)));
    const first = await press(100);
    expect(await press(100)).toEqual(first);
    await expect(press(200)).rejects.toEqual(refused('form.keyReused'));
    expect(await balanceOf(world, membershipId)).toEqual(held(100, 0));
  });
});
