import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { Claims } from '../../src/lost-property/claims.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { LostItems } from '../../src/lost-property/lost-items.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { Reveals } from '../../src/lost-property/reveals.js';
import { Reader } from '../../src/platform/database/reader.js';
import { Tx } from '../../src/platform/database/tx.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance, verifyReport } from '../support/invariants.js';
import {
  ADULT_ID,
  claimant,
  describeClaim,
  openLostProperty,
  phone,
  pinOf,
  PROXY,
  register,
  stateOf,
  umbrella,
} from '../support/lost.js';
import type { Colleague, House } from '../support/people.js';
import type { World } from '../support/world.js';

const refused = (code: string, field?: string) =>
  expect.objectContaining(field === undefined ? { code } : { code, field });

describeOnBothDatabases('a guest comes for a thing', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let second: DeskContext;
  let boss: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    ({ world, house, clerk, second, boss, reader } = await openLostProperty(db));
  });
  afterAll(() => world.close());

  const release = (claimId: string, typed = {}, desk = clerk, supervisor = pinOf(boss)) =>
    world.get(ReleaseItem).release(desk, uuidv7(), claimId, claimant(typed), supervisor);

  it('describes it, answers, shows the card, signs, and leaves with it while the supervisor stands by (003E-043…046)', async () => {
    const { itemId } = await register(world, clerk, phone);
    expect(await world.get(Reveals).isOpen(reader, clerk, itemId)).toBe(false);
    const claimId = await describeClaim(world, clerk, itemId);
    expect(await world.get(Reveals).isOpen(reader, clerk, itemId)).toBe(true);
    const { result } = await release(claimId);
    expect(await stateOf(world, itemId)).toBe('CLAIMED');
    const paper = await world.get(DocumentsQueries).find(house.store.id, result.documentId);
    expect(paper?.body).toContain('139****5678');
    expect(paper?.body).toContain('1****************X');
    expect(paper?.body).not.toContain(ADULT_ID);
    expect(paper?.copies.map(({ signature }) => signature)).toEqual([undefined, '领取人签字']);
    await expect(release(claimId)).rejects.toEqual(refused('lost.claim.over'));
  });

  it('does not get it without the supervisor, with a wrong PIN, or by the clerk signing twice', async () => {
    const { itemId } = await register(world, clerk, phone);
    const claimId = await describeClaim(world, clerk, itemId);
    await expect(release(claimId, {}, clerk, { staffNo: '', pin: '' })).rejects.toEqual(refused('staff.pin.refused'));
    await expect(release(claimId, {}, clerk, { staffNo: '8001', pin: pinOf(boss).pin })).rejects.toEqual(
      refused('cosign.self'),
    );
    await expect(release(claimId, {}, clerk, { staffNo: '8002', pin: pinOf(boss).pin })).rejects.toEqual(
      refused('cosign.role'),
    );
    expect(await stateOf(world, itemId)).toBe('AWAITING_SAFE');
  });

  it('does not get it with the wrong answer, and is sent away with a reason; the thing stays', async () => {
    const { itemId } = await register(world, clerk, phone);
    const claimId = await describeClaim(world, clerk, itemId);
    for (const answer of ['', '一条狗', '橘'])
      await expect(release(claimId, { answer })).rejects.toEqual(refused('lost.claim.answer', 'answer'));
    await expect(world.get(Claims).reject(clerk, uuidv7(), claimId, ' ')).rejects.toEqual(refused('text.required'));
    await world.get(Claims).reject(clerk, uuidv7(), claimId, '暗问答错,描述不符');
    await expect(release(claimId)).rejects.toEqual(refused('lost.claim.over'));
    expect(await stateOf(world, itemId)).toBe('AWAITING_SAFE');
  });

  it.each([
    [{ way: 'FRIEND' }, 'lost.claim.way', 'way'],
    [{ idType: 'STUDENT_ID' }, 'lost.claim.idType', 'idType'],
    [{ idNumber: '110105194912310021' }, 'members.id.checkDigit', 'idNumber'],
    [{ phone: '12' }, 'members.phone.invalid', 'phone'],
    [{ signature: '[]' }, 'lost.claim.signature', 'signature'],
    [{ signature: '<script>' }, 'lost.claim.signature', 'signature'],
    [{ name: '' }, 'text.required', 'name'],
    [{ ...PROXY, ownerName: '' }, 'text.required', 'ownerName'],
    [{ ...PROXY, ownerId: '' }, 'text.required', 'ownerId'],
    [{ ...PROXY, ownerId: '110105194912310021' }, 'members.id.checkDigit', 'ownerId'],
    [{ ...PROXY, letter: '' }, 'lost.claim.letter', 'letter'],
    [{ ...PROXY, way: 'GUARDIAN', letter: '' }, 'lost.claim.letter', 'letter'],
    [{ way: 'MAIL', callRecord: '录音 12', courierNo: 'SF1', courierCost: '12' }, 'text.required', 'address'],
    [{ way: 'MAIL', callRecord: '录音 12', address: '中山路1号', courierCost: '12' }, 'text.required', 'courierNo'],
    [{ way: 'MAIL', address: '中山路1号', courierNo: 'SF1', courierCost: '12' }, 'lost.claim.call', 'callRecord'],
    [{ way: 'MAIL', idType: '', callRecord: '录音 12' }, 'lost.claim.idType', 'idType'],
    [{ way: 'MAIL', idNumber: '', callRecord: '录音 12' }, 'text.required', 'idNumber'],
    [{ way: 'MAIL', idNumber: '110105201501010017', callRecord: '录音 12' }, 'lost.claim.minor', 'way'],
    [{ idNumber: '110105201501010017' }, 'lost.claim.minor', 'way'],
    [{ ...PROXY, idNumber: '110105201501010017' }, 'lost.claim.adult', 'idNumber'],
  ])('not with %j', async (typed, code, field) => {
    const { itemId } = await register(world, clerk, phone);
    await expect(release(await describeClaim(world, clerk, itemId), typed)).rejects.toEqual(refused(code, field));
  });

  it('describes too little, or too late', async () => {
    const { itemId } = await register(world, clerk, umbrella);
    await expect(describeClaim(world, clerk, itemId, '伞')).rejects.toEqual(refused('lost.claim.short', 'description'));
    const claimId = await describeClaim(world, clerk, itemId, '蓝色的雨伞一把');
    world.clock.advance(16 * 60_000);
    await expect(release(claimId, { answer: '' })).rejects.toEqual(refused('lost.reveal.none'));
    await world.get(Claims).reopen(clerk, uuidv7(), claimId);
    await release(claimId, { answer: '' });
  });

  it('and so does another: whoever gets it, the reason is written and the other claim ends', async () => {
    const { itemId } = await register(world, clerk, phone);
    const first = await describeClaim(world, clerk, itemId);
    const other = await describeClaim(world, second, itemId, '白色的华为手机');
    await expect(release(first)).rejects.toEqual(refused('lost.claim.others', 'reason'));
    await release(first, { reason: '描述和暗问都对,另一位都不对' });
    expect((await world.get(Claims).ofStore(reader, house.store.id, other)).outcome).toBe('GIVEN_TO_OTHER');
  });

  describe('at two desks at once', () => {
    const reason = '描述更准';
    const code = (outcome: PromiseSettledResult<unknown>): string =>
      outcome.status === 'rejected' ? outcome.reason.code : outcome.status;
    const police = (itemId: string, desk: DeskContext) =>
      world
        .get(LeaveHouse)
        .leave(desk, uuidv7(), itemId, { way: 'handToPolice', witness: '城东派出所', reason: '案件' }, pinOf(boss));
    /** Two claims for one thing, each at its own desk. */
    const claimed = async () => {
      const { itemId } = await register(world, clerk, phone);
      return {
        itemId,
        mine: await describeClaim(world, clerk, itemId),
        theirs: await describeClaim(world, second, itemId),
      };
    };

    it('one of them gives it out, the other is told plainly', async () => {
      const { mine, theirs } = await claimed();
      const outcomes = await Promise.allSettled([
        release(mine, { reason }, clerk),
        release(theirs, { reason }, second),
      ]);
      expect(outcomes.map(code).toSorted()).toEqual(['fulfilled', 'lost.claim.over']);
      await expectBooksToBalance(world);
    });

    it('its owner or the police have it, and the other desk is told plainly', async () => {
      const { itemId, mine } = await claimed();
      const [given, taken] = await Promise.allSettled([release(mine, { reason }), police(itemId, second)]);
      const won = code(given) === 'fulfilled';
      expect([code(given), code(taken)]).toEqual(
        won ? ['fulfilled', 'lost.item.transition'] : ['lost.claim.over', 'fulfilled'],
      );
      expect(await stateOf(world, itemId)).toBe(won ? 'CLAIMED' : 'POLICE');
      await expectBooksToBalance(world);
    });

    /** The guards off: each desk acts upon the thing as its page showed it, and the row changes whatever it has become since. */
    const blindly = async <T>(itemId: string, act: () => Promise<T>): Promise<T> => {
      const seen = await world.get(LostItems).ofStore(reader, house.store.id, itemId);
      const off = [
        jest.spyOn(LostItems.prototype, 'ofStore').mockResolvedValue(seen),
        jest.spyOn(Claims.prototype, 'others').mockResolvedValue([]),
        jest.spyOn(Tx.prototype, 'run').mockImplementation(function (this: Tx, sql, params = []) {
          const blind = sql.replace(/^(UPDATE lost_item SET state.*) AND state = \?$/, '$1');
          return this['session'].run(blind, blind === sql ? params : params.slice(0, -1));
        }),
      ];
      return act().finally(() => off.forEach((spy) => spy.mockRestore()));
    };
    const faults = async () => (await verifyReport(world)).checks.filter(({ ok }) => !ok).map(({ name }) => name);

    it('control: without the guard on the state the thing is given out twice, or given out and with the police, and verify says so', async () => {
      const twice = await claimed();
      const both = () => Promise.all([release(twice.mine), release(twice.theirs, {}, second)]);
      expect(await blindly(twice.itemId, both)).toHaveLength(2);
      expect(await faults()).toEqual(['lost.stepsFollowOneAnother', 'lost.givenOutOnce']);
      const gone = await claimed();
      const apart = () => Promise.all([release(gone.mine), police(gone.itemId, second)]);
      expect(await blindly(gone.itemId, apart)).toHaveLength(2);
      const steps = await world.rows(
        "SELECT id FROM lost_item_step WHERE item_id = ? AND to_state IN ('CLAIMED', 'POLICE')",
        [gone.itemId],
      );
      expect(steps).toHaveLength(2);
    });
  });
});
