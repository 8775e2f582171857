import { uuidv7 } from 'uuidv7';
import { CardsService } from '../../src/cards/cards.service.js';
import { CardDuties } from '../../src/cards/card-duties.js';
import { EnrolmentUndoService } from '../../src/cards/enrolment-undo.service.js';
import { BlankStock } from '../../src/cards/stock/blank-stock.js';
import { CountBlanks } from '../../src/cards/stock/count-blanks.js';
import { MoveBlanks } from '../../src/cards/stock/move-blanks.js';
import { ReceiveBlanks } from '../../src/cards/stock/receive-blanks.js';
import { SpoilBlanks } from '../../src/cards/stock/spoil-blanks.js';
import { Reader } from '../../src/platform/database/reader.js';
import { CustodyRegistry } from '../../src/staff/custody-registry.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { HandoverParts } from '../../src/venue/handover-parts.js';
import { blanks, cardRooms } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, type Colleague, given, hire, openHouse, PIN, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });

describeOnBothDatabases('blank cards in the house', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let lead: DeskContext;
  let finance: Colleague;
  let leadPerson: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    world = await openRooms(db, cardRooms, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
    leadPerson = await hire(house, '8002', 'DUTY_SUPERVISOR', { name: '赵主管' });
    lead = at(house, leadPerson);
    finance = await hire(house, '9001', 'FINANCE', { name: '钱会计' });
    reader = world.get(Reader);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signed = (person: Colleague) => ({ staffNo: person.staffNo, pin: PIN });
  const atDesk = (kind: string) => world.get(BlankStock).atDesk(reader, house.store.id, kind);
  const receive = (numbers: string, kindCode = 'STUDENT', toDesk = true) =>
    world.get(ReceiveBlanks).receive(lead, uuidv7(), { kindCode, numbers, source: '制卡厂', toDesk }, signed(finance));
  const handed = () => ({
    id: 's',
    storeId: house.store.id,
    deskId: house.terminal.deskId,
    businessDate: '2026-11-20',
    clerkId: clerk.person.id,
    openedAt: 0,
    cutAt: null,
  });

  it('are counted in by two people with a paper, and a card can be sold from any number before that', async () => {
    await enrol(world, clerk, { cardNo: '8801000001' });
    const done = await receive('8802000001-8802000020');
    expect(done).toMatchObject({ pieces: 20, number: expect.stringMatching(/^KR20261120-/) });
    expect(await atDesk('STUDENT')).toBe(20);
    await expect(receive('8802000020-8802000021')).rejects.toEqual(refused('card.blanks.known'));
    expect(await atDesk('STUDENT')).toBe(20);
  });

  it('are not received alone, nor under the own signature, nor as a kind the house does not have', async () => {
    const delivery = { kindCode: 'MEMBER', numbers: '8809000001', source: '制卡厂', toDesk: true };
    const alone = (who: Colleague, more = {}) =>
      world.get(ReceiveBlanks).receive(lead, uuidv7(), { ...delivery, ...more }, signed(who));
    await expect(alone(leadPerson)).rejects.toEqual(refused('cosign.self'));
    await expect(alone(finance, { kindCode: 'PLATINUM' })).rejects.toEqual(refused('cards.kind.gone'));
    await expect(alone(finance, { source: ' ' })).rejects.toEqual(refused('text.required'));
    await expect(alone(finance, { numbers: '' })).rejects.toEqual(refused('card.blanks.none'));
  });

  it('once kept, are the only numbers that become cards: of this kind, and lying at the desk', async () => {
    await receive('8803000001-8803000005', 'MEMBER');
    await expect(enrol(world, clerk, { cardNo: '8899999999' })).rejects.toEqual(refused('card.blank.unknown'));
    await expect(enrol(world, clerk, { cardNo: '8802000001' })).rejects.toEqual(refused('card.blank.otherKind'));
    await enrol(world, clerk, { cardNo: '8803000001' });
    expect(await atDesk('MEMBER')).toBe(4);
    await expect(enrol(world, clerk, { cardNo: '8803000001' })).rejects.toEqual(refused('card.no.used'));
  });

  it('come back when the guest changes their mind (4.8)', async () => {
    const before = await atDesk('MEMBER');
    const { enrolmentId } = await enrol(world, clerk, { cardNo: '8803000002' });
    expect(await atDesk('MEMBER')).toBe(before - 1);
    await world.get(EnrolmentUndoService).undo(clerk, uuidv7(), enrolmentId, '客人改主意');
    expect(await atDesk('MEMBER')).toBe(before);
    await enrol(world, clerk, { cardNo: '8803000002' });
  });

  it("in a cupboard are nobody's to sell until both have counted them out", async () => {
    await receive('8804000001-8804000010', 'MEMBER', false);
    await expect(enrol(world, clerk, { cardNo: '8804000001' })).rejects.toEqual(refused('card.blank.inCustody'));
    expect(await world.get(CustodyRegistry).heldBy(reader, leadPerson.id)).toEqual([
      { key: 'cardlife.held', params: { count: 10 }, href: '/card-stock' },
    ]);
    const move = (desk: DeskContext, to: 'DESK' | 'WITNESS', who: Colleague) =>
      world.get(MoveBlanks).move(desk, uuidv7(), { numbers: '8804000001-8804000004', to }, signed(who));
    await expect(move(clerk, 'DESK', finance)).rejects.toEqual(refused('card.blank.notHeld'));
    await expect(move(clerk, 'DESK', leadPerson)).resolves.toMatchObject({ pieces: 4 });
    await enrol(world, clerk, { cardNo: '8804000001' });
    await expect(move(clerk, 'WITNESS', leadPerson)).rejects.toEqual(refused('card.blank.notStock'));
    await world
      .get(MoveBlanks)
      .move(clerk, uuidv7(), { numbers: '8804000002-8804000004', to: 'WITNESS' }, signed(finance));
    expect(await world.get(CustodyRegistry).heldBy(reader, finance.id)).toHaveLength(1);
  });

  it('that are damaged become no card, and the supervisor signs before handover', async () => {
    const spoil = (reason: string, numbers = '8802000019') =>
      world.get(SpoilBlanks).spoil(clerk, uuidv7(), { numbers, reason });
    await expect(spoil('MISSING')).rejects.toEqual(refused('card.spoil.reason'));
    const before = await atDesk('STUDENT');
    await spoil('DAMAGED');
    expect(await atDesk('STUDENT')).toBe(before - 1);
    await expect(spoil('DAMAGED')).rejects.toEqual(refused('card.blank.notStock'));
    await expect(spoil('DAMAGED', '8801000001')).rejects.toEqual(refused('card.blank.notStock'));
    expect(await world.one('SELECT COUNT(*) AS n FROM open_signature')).toEqual({ n: 1 });
  });

  it('are counted by hand: a first difference is told without the figure, a missing card is named and signed for', async () => {
    const expected = await atDesk('STUDENT');
    const count = (counted: number, missing: string, who: Colleague = leadPerson) =>
      world.get(CountBlanks).count(clerk, uuidv7(), { kindCode: 'STUDENT', counted, missing }, signed(who));
    await expect(count(expected, '')).resolves.toEqual({ expected, counted: expected, missing: 0 });
    await expect(count(expected - 1, '')).rejects.toEqual(refused('card.count.recount'));
    await expect(count(expected + 1, '')).rejects.toEqual(refused('card.count.more'));
    await expect(count(expected - 2, '8802000018')).rejects.toEqual(refused('card.count.missing'));
    await expect(count(expected - 1, '8803000003')).rejects.toEqual(refused('card.count.missing'));
    await expect(count(expected - 1, '8802000018', finance)).rejects.toEqual(refused('cosign.role'));
    await expect(count(expected - 1, '8802000018')).resolves.toEqual({ expected, counted: expected - 1, missing: 1 });
    expect(await atDesk('STUDENT')).toBe(expected - 1);
  });

  it('go over at handover in one sum, at one desk of the store', async () => {
    const lines = await world.get(HandoverParts).lines(reader, handed());
    const blanks = { key: 'blanks', expected: (await atDesk('MEMBER')) + (await atDesk('STUDENT')) };
    expect(lines.filter(({ touch }) => touch)).toEqual([expect.objectContaining(blanks)]);
    const other = await world.get(HandoverParts).lines(reader, { ...handed(), countedElsewhere: 1 });
    expect(other.find(({ key }) => key === 'blanks')).toMatchObject({ ...blanks, touch: false });
    expect(await world.get(CardDuties).heldBy(reader, clerk.person.id)).toEqual([]);
  });

  it("of another store are not this store's", async () => {
    const other = await openHouse(world, { name: '星河KTV 江北店' });
    await blanks(other, 'MEMBER', '8805000001-8805000002');
    await expect(enrol(world, clerk, { cardNo: '8805000001' })).rejects.toEqual(refused('card.blank.otherStore'));
    await expect(
      world.get(SpoilBlanks).spoil(clerk, uuidv7(), { numbers: '8805000001', reason: 'DAMAGED' }),
    ).rejects.toEqual(refused('card.blank.otherStore'));
  });

  it('come to one desk each: of two clerks who take the same blank one is told', async () => {
    const second = at(house, await hire(house, '8011', 'CLERK'));
    const results = await Promise.allSettled(
      [clerk, second].map((desk) => enrol(world, desk, { cardNo: '8803000004' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = results.find(({ status }) => status === 'rejected');
    expect(lost).toMatchObject({ reason: { code: 'card.no.used' } });
  });

  it('brought over from before come from no stock', async () => {
    const cardNo = '8877000001';
    const raw = ';8803000005=9912?';
    const made = await enrol(world, clerk, { cardNo: raw });
    expect(await world.one("SELECT raw FROM card WHERE card_no = '8803000005'")).toEqual({ raw });
    const issue = { cardNo, raw: cardNo, kindCode: 'MEMBER', membershipId: made.membershipId, validUntil: null };
    const act = (broughtOver: boolean) =>
      given(world, house.store.id, (tx) => world.get(CardsService).issue(tx, { ...issue, broughtOver }), '2026-11-20');
    await expect(act(false)).rejects.toEqual(refused('card.blank.unknown'));
    await expect(act(true)).resolves.toEqual(expect.any(String));
  });
});
