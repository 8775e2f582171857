import { uuidv7 } from 'uuidv7';
import { CreditSlip } from '../../src/points/credit-slip.js';
import { SlipConflicts } from '../../src/slips/slip-conflicts.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type Colleague, given, hire } from '../support/people.js';
import {
  balanceOf,
  clerkOf,
  credit,
  deskOf,
  guest,
  type Guest,
  type Night,
  openNight,
  push,
  refused,
} from '../support/points.js';

describeOnBothDatabases('slips that need somebody to decide', (db) => {
  let night: Night;
  let lead: Colleague;
  let slip = 0;
  const nextNo = () => `J1120-${String((slip += 1)).padStart(4, '0')}`;
  beforeAll(async () => {
    night = await openNight(db, { at: '2026-11-20T21:35' });
    lead = await hire(night.house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' });
  });
  afterEach(() => expectBooksToBalance(night.world));
  afterAll(() => night.world.close());

  describe('a push that contradicts what is held', () => {
    const conflictOf = (slipNo: string) =>
      night.world.one<{ id: string; state: string }>(
        'SELECT c.id, c.state FROM slip_conflict c JOIN slip s ON s.id = c.slip_id WHERE s.slip_no = ?',
        [slipNo],
      );
    const decide = async (slipNo: string, decision: 'KEPT' | 'TAKEN', reason = '小票为准') => {
      const conflict = await conflictOf(slipNo);
      const input = { conflictId: conflict!.id, decision, reason };
      const command = commandOfTheDay(deskOf(night, lead), 'slips.resolveConflict', uuidv7(), input);
      return night.world.get(SlipConflicts).resolve(command, input);
    };
    const paperCredited = async () => {
      const zhang: Guest = await guest(night);
      const slipNo = nextNo();
      await credit(night, zhang, slipNo, { paper: { roomNo: 'K08', amountFen: 66_600, settledOn: null } });
      return { zhang, slipNo };
    };

    it('of paper with the same amount brings its lines and changes no points', async () => {
      const { zhang, slipNo } = await paperCredited();
      expect(await push(night, { slipNo, yuan: 666 })).toMatchObject({ arrival: 'NEWER' });
      expect(await conflictOf(slipNo)).toBeUndefined();
      expect(await balanceOf(night, zhang)).toBe(66);
    });

    it('is listed once and overwrites nothing, however often it comes', async () => {
      const { zhang, slipNo } = await paperCredited();
      for (const _ of [1, 2]) expect(await push(night, { slipNo, yuan: 366 })).toMatchObject({ arrival: 'CONFLICT' });
      expect(await conflictOf(slipNo)).toMatchObject({ state: 'OPEN' });
      expect(await balanceOf(night, zhang)).toBe(66);
    });

    it('keeps the points when the lead keeps what was held', async () => {
      const { zhang, slipNo } = await paperCredited();
      await push(night, { slipNo, yuan: 366 });
      await decide(slipNo, 'KEPT');
      expect(await balanceOf(night, zhang)).toBe(66);
      await expect(decide(slipNo, 'TAKEN')).rejects.toEqual(refused('slips.conflict.resolved'));
    });

    it('recounts them when the lead takes what arrived', async () => {
      const { zhang, slipNo } = await paperCredited();
      await push(night, { slipNo, yuan: 366 });
      await expect(decide(slipNo, 'TAKEN', '')).rejects.toEqual(refused('slips.reason.required'));
      await decide(slipNo, 'TAKEN');
      expect(await balanceOf(night, zhang)).toBe(36);
    });

    it('of a settled till slip is a conflict too; the same push again is the same slip', async () => {
      const slipNo = nextNo();
      expect(await push(night, { slipNo })).toMatchObject({ arrival: 'NEW' });
      expect(await push(night, { slipNo })).toMatchObject({ arrival: 'SAME' });
      expect(await push(night, { slipNo, roomNo: 'K09' })).toMatchObject({ arrival: 'CONFLICT' });
    });
  });

  describe('a late slip', () => {
    const late = (zhang: Guest, slipNo: string, reason = '客人出差') => {
      const desk = deskOf(night);
      const work = async (tx: Parameters<CreditSlip['late']>[0]) =>
        (
          await night.world
            .get(CreditSlip)
            .late(tx, { membershipId: zhang.membershipId, slipNo, paper: null }, clerkOf(desk), reason)
        ).points;
      return given(night.world, night.house.store.id, work, night.house.businessDate);
    };

    it('is credited after approval, three times a year', async () => {
      const zhang = await guest(night);
      const numbers = [nextNo(), nextNo(), nextNo(), nextNo()];
      for (const slipNo of numbers) await push(night, { slipNo, yuan: 100, settledAt: '2026-11-12T20:00' });
      for (const slipNo of numbers.slice(0, 3)) expect(await late(zhang, slipNo)).toBe(10);
      await expect(late(zhang, numbers[3]!)).rejects.toEqual(refused('points.late.limit', { n: 3 }));
    });

    it('needs a reason, and a slip that is in time is no late one', async () => {
      const zhang = await guest(night);
      const slipNo = nextNo();
      await push(night, { slipNo });
      await expect(late(zhang, slipNo, '')).rejects.toEqual(refused('points.reason.required'));
      await expect(late(zhang, slipNo)).rejects.toEqual(refused('points.slip.inTime'));
    });
  });
});
