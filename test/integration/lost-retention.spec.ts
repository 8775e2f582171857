import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { Claims } from '../../src/lost-property/claims.js';
import { Contacts } from '../../src/lost-property/contacts.js';
import { Enquiries } from '../../src/lost-property/enquiries.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { LostRetention } from '../../src/lost-property/lost-retention.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { People } from '../../src/members/people.js';
import { PersonVault } from '../../src/platform/crypto/person-vault.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { Photos } from '../../src/lost-property/photos.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { forget } from '../support/members.js';
import { claimant, describeClaim, type LostDesks, openLostProperty, phone, pinOf, register } from '../support/lost.js';
import { at, given, hire } from '../support/people.js';
import { photograph } from '../support/pictures.js';

jest.setTimeout(120_000);

describeOnBothDatabases('when the keeping time is over', (db) => {
  let desks: LostDesks;
  beforeAll(async () => {
    desks = await openLostProperty(db);
  });
  afterEach(() => expectBooksToBalance(desks.world));
  afterAll(() => desks.world.close());

  const retention = () => desks.world.get(LostRetention);
  const erase = (businessDate: string) => retention().run(desks.house.store.id, businessDate);
  const figures = async () =>
    desks.world.rows('SELECT claims, finders, calls, details, photos, enquiries FROM lost_erasure ORDER BY at, id');
  const call = (itemId: string, membershipId: string, note: string) =>
    desks.world
      .get(Contacts)
      .log(desks.clerk, uuidv7(), itemId, { channel: 'CALL', outcome: 'WILL_COME', membershipId, note });

  /** Handed in by a guest, photographed, called about and claimed. */
  async function claimed(): Promise<{ itemId: string; claimId: string; documentId: string }> {
    const { world, clerk, boss } = desks;
    const { itemId } = await register(world, clerk, { ...phone, finderName: '周晴', finderPhone: '13900001111' });
    await world.get(Photos).add(clerk, uuidv7(), itemId, [await photograph({ width: 20, height: 20 })]);
    await call(itemId, '', '机主姓李,周六来');
    const claimId = await describeClaim(world, clerk, itemId);
    const { result } = await world.get(ReleaseItem).release(clerk, uuidv7(), claimId, claimant(), pinOf(boss));
    return { itemId, claimId, documentId: result.documentId };
  }

  it('pictures go first, then people and what they said; number, states, steps and figures stay', async () => {
    const { world, house, reader } = desks;
    const { itemId, claimId, documentId } = await claimed();
    expect(await erase('2027-02-18')).toBe(0);
    expect(await erase('2027-02-19')).toBe(1);
    expect(await world.get(Photos).idsOf(reader, itemId)).toEqual([]);
    expect(await erase('2029-11-19')).toBe(0);
    expect(await erase('2029-11-20')).toBe(4);
    expect(await erase('2029-11-20')).toBe(0);
    const claim = await world.get(Claims).ofStore(reader, house.store.id, claimId);
    const open = (place: string, sealed: string | null) =>
      world.get(PersonVault).open(reader, claimId, place, sealed ?? '');
    expect(await open('lost_claim.description', claim.sealedDescription)).toBeNull();
    expect(await open('lost_claim.claimant', claim.sealedClaimant)).toBeNull();
    expect((await world.get(DocumentsQueries).find(house.store.id, documentId))?.body).toBeNull();
    expect((await world.get(Contacts).of(reader, itemId)).map(({ note }) => note)).toEqual([null]);
    expect(
      await world.one('SELECT state, sealed_features, sealed_question, sealed_answer FROM lost_item WHERE id = ?', [
        itemId,
      ]),
    ).toEqual({ state: 'CLAIMED', sealedFeatures: null, sealedQuestion: null, sealedAnswer: null });
    expect(await world.one('SELECT count(*) AS n FROM lost_item_step WHERE item_id = ?', [itemId])).toEqual({ n: 2 });
    expect(await figures()).toEqual([
      { claims: 0, finders: 0, calls: 0, details: 0, photos: 1, enquiries: 0 },
      { claims: 1, finders: 1, calls: 1, details: 1, photos: 0, enquiries: 0 },
    ]);
  });

  it('what the police have, or had as evidence, is kept whole, and so is what still lies in the house', async () => {
    const { world, clerk, boss, reader } = desks;
    const { itemId } = await register(world, clerk, { ...phone, finderName: '周晴' });
    const claimId = await describeClaim(world, clerk, itemId);
    await world.get(Photos).add(clerk, uuidv7(), itemId, [await photograph({ width: 20, height: 20 })]);
    const way = { way: 'handToPolice', witness: '城东派出所', reason: '案件' };
    await world.get(LeaveHouse).leave(clerk, uuidv7(), itemId, way, pinOf(boss));
    const here = await register(world, clerk, { ...phone, finderName: '周晴' });
    expect(await erase('2036-01-01')).toBe(0);
    const { sealedDescription } = await world.get(Claims).ofStore(reader, desks.house.store.id, claimId);
    expect(
      await world.get(PersonVault).open(reader, claimId, 'lost_claim.description', sealedDescription),
    ).not.toBeNull();
    expect(await world.one('SELECT state FROM lost_item WHERE id = ?', [here.itemId])).toEqual({
      state: 'AWAITING_SAFE',
    });
  });

  it('who asked for a thing is forgotten half a year after the answer, or after nothing came', async () => {
    const { world, clerk } = desks;
    const ask = async (wanted: string) =>
      (await world.get(Enquiries).ask(clerk, uuidv7(), { wanted, name: '周晴', phone: '13800138000' })).result
        .enquiryId;
    const answered = await ask('粉色围巾');
    await ask('绿色手套');
    await world.get(Enquiries).close(clerk, uuidv7(), answered, '已回电周晴');
    expect(await erase('2027-05-18')).toBe(0);
    expect(await erase('2027-05-20')).toBe(2);
    expect(await world.rows('SELECT state, wanted, words, sealed_phone, outcome FROM lost_enquiry')).toEqual([
      { state: 'CLOSED', wanted: '', words: '', sealedPhone: '', outcome: null },
      { state: 'CLOSED', wanted: '', words: '', sealedPhone: '', outcome: null },
    ]);
  });

  it('looks by itself on an open business day, and a clock that jumps ten years erases nothing', async () => {
    const { world } = desks;
    const { itemId } = await claimed();
    const before = await figures();
    world.clock.setTo('2036-11-20T21:35:00+08:00');
    await retention().runDue();
    expect(await figures()).toEqual(before);
    expect(await world.get(Photos).idsOf(desks.reader, itemId)).toHaveLength(1);
    world.clock.setTo('2026-11-20T21:35:00+08:00');
  });

  it('a member who is erased is gone from the calls too', async () => {
    const { world, house, clerk, reader } = desks;
    const draft = {
      name: '李四光',
      title: 'MR',
      phone: '13912345678',
      birthday: null,
      idDocument: null,
      preferences: null,
    } as const;
    const membershipId = await given(
      world,
      house.store.id,
      async (tx) => world.get(People).join(tx, { personId: await world.get(People).register(tx, draft) }),
      house.businessDate,
    );
    const { itemId } = await register(world, clerk);
    await call(itemId, membershipId, '李四光先生周六来');
    const notes = async () => (await world.get(Contacts).of(reader, itemId)).map(({ note }) => note);
    expect(await notes()).toEqual(['李四光先生周六来']);
    expect(JSON.stringify(await world.rows('SELECT * FROM lost_contact'))).not.toContain('李四光');
    const lead = at(house, await hire(house, '9100', 'CUSTOMER_SERVICE_MANAGER'));
    const boss = await hire(house, '9101', 'CUSTOMER_SERVICE_MANAGER');
    await expect(forget(world, lead, membershipId, boss)).rejects.toMatchObject({ code: 'members.erase.open' });
    const claimId = await describeClaim(world, clerk, itemId);
    await world.get(ReleaseItem).release(clerk, uuidv7(), claimId, claimant(), pinOf(desks.boss));
    await forget(world, lead, membershipId, boss);
    expect(await notes()).toEqual([null]);
    const { itemId: later } = await register(world, clerk);
    await expect(call(later, membershipId, '')).rejects.toEqual(
      expect.objectContaining({ code: 'lost.contact.unknown' }),
    );
  });
});
