import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { Claims } from '../../src/lost-property/claims.js';
import { Contacts } from '../../src/lost-property/contacts.js';
import { Enquiries } from '../../src/lost-property/enquiries.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { Matches } from '../../src/lost-property/matches.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { LostQueries } from '../../src/lost-property/lost.queries.js';
import { lostWords } from '../../src/lost-property/rules/lost-words.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  ADULT_ID,
  claimant,
  describeClaim,
  type LostDesks,
  openLostProperty,
  phone,
  pinOf,
  register,
  stateOf,
  umbrella,
} from '../support/lost.js';
import type { Colleague, House } from '../support/people.js';
import type { World } from '../support/world.js';

jest.setTimeout(120_000);
const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('somebody looks for a thing', (db) => {
  let desks: LostDesks;
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let boss: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    desks = await openLostProperty(db);
    ({ world, house, clerk, boss, reader } = desks);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const leave = (itemId: string, way: string, supervisor = boss, desk = clerk) =>
    world
      .get(LeaveHouse)
      .leave(desk, uuidv7(), itemId, { way, witness: '城东派出所 张警官 012345', reason: '到期' }, pinOf(supervisor));

  const release = (claimId: string, typed = {}) =>
    world.get(ReleaseItem).release(clerk, uuidv7(), claimId, claimant(typed), pinOf(boss));

  it('the desk calls first: each attempt is written down', async () => {
    const made = await register(world, clerk);
    const log = (channel: string, outcome: string) =>
      world.get(Contacts).log(clerk, uuidv7(), made.itemId, { channel, outcome, membershipId: '', note: '' });
    await log('CALL', 'NO_ANSWER');
    await log('SMS', 'CALL_LATER');
    expect((await world.get(Contacts).of(reader, made.itemId)).map(({ outcome }) => outcome)).toEqual([
      'CALL_LATER',
      'NO_ANSWER',
    ]);
    await expect(log('PIGEON', 'WILL_COME')).rejects.toEqual(refused('lost.contact.unknown'));
  });

  it('is found while the guest is on the phone, whatever they call it', async () => {
    const made = await register(world, clerk, { ...phone, place: 'K77' });
    const search = (sentence: string) =>
      world.get(LostQueries).search(house.store.id, lostWords(sentence, '2026-11-20'), world.clock.now());
    for (const sentence of ['今晚K77黑色iPhone', 'k77 电话', '苹果 黑 K77', 'black phone k77']) {
      expect((await search(sentence))[0]?.number).toBe(made.number);
    }
    expect(await search('屏幕有裂 小熊')).toEqual([]);
    expect(await search('')).toEqual([]);
  });

  it('was asked for before it arrived: the enquiry is matched and waits for a call', async () => {
    const enquiries = world.get(Enquiries);
    const { result } = await enquiries.ask(clerk, uuidv7(), {
      wanted: '昨晚丢的粉色围巾,K15',
      name: '周小姐',
      phone: '13800138000',
    });
    expect((await register(world, clerk, { name: '围巾', colour: '红色', place: 'K15' })).wanted).toBe(0);
    const made = await register(world, clerk, { name: '丝巾', colour: '粉红色', place: 'K15' });
    expect(made.wanted).toBe(1);
    const row = (await enquiries.open(reader, house.store.id)).find(({ id }) => id === result.enquiryId);
    expect(row?.state).toBe('MATCHED');
    expect(await matched(result.enquiryId)).toEqual([made.number]);
    expect(JSON.stringify(row)).not.toContain('13800138000');
    await enquiries.close(clerk, uuidv7(), result.enquiryId, '已回电');
    await expect(enquiries.close(clerk, uuidv7(), result.enquiryId, '再一次')).rejects.toEqual(
      refused('lost.enquiry.closed'),
    );
  });

  const ask = async (wanted: string, phone: string) =>
    (await world.get(Enquiries).ask(clerk, uuidv7(), { wanted, name: '周晴', phone })).result.enquiryId;
  const matched = async (id: string) => (await world.get(Matches).of(reader, [id])).map(({ number }) => number);
  const stateOfEnquiry = async (id: string) =>
    (await world.one<{ state: string }>('SELECT state FROM lost_enquiry WHERE id = ?', [id]))?.state;

  it('is matched again when another thing fits; the one that is not theirs is put aside', async () => {
    const id = await ask('绿色围巾', '13800138001');
    const scarf = { name: '围巾', colour: '绿色', place: 'K21' };
    const first = await register(world, clerk, scarf);
    const second = await register(world, clerk, { ...scarf, place: 'K22' });
    expect(await matched(id)).toEqual([second.number, first.number]);
    const dismiss = (itemId: string, desk = clerk) => world.get(Matches).dismiss(desk, uuidv7(), id, itemId);
    await expect(dismiss(first.itemId, { ...clerk, store: { id: uuidv7(), name: '' } })).rejects.toEqual(
      refused('page.notFound'),
    );
    await dismiss(second.itemId);
    expect(await stateOfEnquiry(id)).toBe('MATCHED');
    await expect(dismiss(second.itemId)).rejects.toEqual(refused('lost.enquiry.closed'));
    await dismiss(first.itemId);
    expect(await stateOfEnquiry(id)).toBe('OPEN');
    const third = await register(world, clerk, { ...scarf, place: 'K23' });
    expect(await matched(id)).toEqual([third.number]);
    await leave(third.itemId, 'withdraw');
    expect([await matched(id), await stateOfEnquiry(id)]).toEqual([[], 'OPEN']);
  });

  it('was given out: whoever asked with that phone has it, the other goes on waiting', async () => {
    const theirs = await ask('紫色手套', '13912345678');
    const another = await ask('紫色手套', '13800138002');
    const { itemId } = await register(world, clerk, { name: '手套', colour: '紫色', place: 'K24' });
    const claimId = await describeClaim(world, clerk, itemId, '紫色的手套一双');
    await release(claimId, { answer: '' });
    expect([await stateOfEnquiry(theirs), await stateOfEnquiry(another)]).toEqual(['CLOSED', 'OPEN']);
  });

  it('of the night it was left, though it was found after midnight', async () => {
    world.clock.setTo('2026-11-21T02:10:00+08:00');
    const made = await register(world, clerk, { name: '相机', colour: '银色', place: 'K31' });
    for (const [sentence, today] of [
      ['今晚 相机', '2026-11-20'],
      ['昨晚 相机', '2026-11-21'],
      ['21号 相机', '2026-11-23'],
      ['last Friday camera', '2026-11-24'],
    ] as const) {
      const [hit] = await world.get(LostQueries).search(house.store.id, lostWords(sentence, today), world.clock.now());
      expect([sentence, hit?.number, hit?.score]).toEqual([sentence, made.number, 2]);
    }
  });

  it("another store's thing is not there", async () => {
    const made = await register(world, clerk);
    const elsewhere = { ...clerk, store: { id: uuidv7(), name: '别处' } };
    await expect(world.get(Claims).describe(elsewhere, uuidv7(), made.itemId, '蓝色的雨伞一把')).rejects.toEqual(
      refused('page.notFound'),
    );
    await expect(leave(made.itemId, 'withdraw', boss, elsewhere)).rejects.toEqual(refused('cosign.role'));
  });

  it('a proxy, a guardian and the post each leave their paper', async () => {
    for (const typed of [
      { way: 'PROXY', ownerName: '王五岳', ownerId: ADULT_ID, letter: '1', told: ['代领', '王**', '已核对'] },
      { way: 'GUARDIAN', ownerName: '李小光', letter: '1', told: ['监护人', '李**', '已核对'] },
    ]) {
      const { itemId } = await register(world, clerk, phone);
      const { result } = await release(await describeClaim(world, clerk, itemId), typed);
      const receipt = await world.get(DocumentsQueries).find(house.store.id, result.documentId);
      for (const shown of [...typed.told, '居民身份证', '李主管']) expect(receipt?.body).toContain(shown);
      for (const hidden of [typed.ownerName, ADULT_ID]) expect(receipt?.body).not.toContain(hidden);
      expect(await stateOf(world, itemId)).toBe('CLAIMED');
    }
    const { itemId } = await register(world, clerk, umbrella);
    const claimId = await describeClaim(world, clerk, itemId, '蓝色的雨伞一把');
    await release(claimId, {
      way: 'MAIL',
      address: '杭州市中山路1号',
      courierNo: 'SF1234567890',
      courierCost: '12.50',
      courierPaidBy: 'OWNER',
      callRecord: '录音 0231',
    });
    expect(await stateOf(world, itemId)).toBe('MAILED');
    const sent = await world.get(Claims).ofStore(reader, house.store.id, claimId);
    const parcel = await world.get(DocumentsQueries).find(house.store.id, sent.documentId ?? '');
    for (const shown of ['1****************X', '139****5678', '录音 0231', 'SF1234567890 ¥12.50'])
      expect(parcel?.body).toContain(shown);
    expect(parcel?.body).not.toContain(ADULT_ID);
    expect(
      await world.one('SELECT courier_no, courier_fen, courier_paid_by FROM lost_claim_result WHERE claim_id = ?', [
        claimId,
      ]),
    ).toEqual({
      courierNo: null,
      courierFen: 1250,
      courierPaidBy: 'OWNER',
    });
  });
});
