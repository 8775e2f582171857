import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { CardStops } from '../../src/cards/card-stops.js';
import { AcceptRefund } from '../../src/stored-value/refund/accept-refund.js';
import { ChangeRefund } from '../../src/stored-value/refund/change-refund.js';
import { wishOf } from '../../src/stored-value/refund/refund-input.js';
import { RefundPlans } from '../../src/stored-value/refund/refund-plans.js';
import { Reader } from '../../src/platform/database/reader.js';
import { RefundsQueries } from '../../src/stored-value/refund/refunds.queries.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { Lots } from '../../src/stored-value/lots.js';
import { ValueDesk } from '../../src/stored-value/value-desk.js';
import { approveOnly } from '../support/cards.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { eraseUnasked } from '../support/members.js';
import { given, hire } from '../support/people.js';
import { type Guest, refused } from '../support/points.js';
import {
  approve,
  ask,
  type Counter,
  deskOf,
  holderOf,
  openCounter,
  quoted,
  setClock,
  spend,
  topUp,
} from '../support/refunds.js';
import { openShift } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('a refund that may not be, or comes at the same moment as something else', (db) => {
  let world: AppWorld;
  let counter: Counter;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-11T20:00' });
    counter = await openCounter(world);
    setClock(counter, '2026-11-20T21:35');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const balance = ({ membershipId }: Guest) => world.get(Lots).balance(world.get(Reader), membershipId);

  it('refuses what is stopped by the house, figures that changed, and money for somebody else', async () => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, 1000);
    await expect(ask(counter, holder, {}, { name: '王小二' })).rejects.toEqual(refused('refund.nameDiffers'));
    await expect(ask(counter, holder, {}, { idNumber: '11010519491231002X' })).rejects.toEqual(
      refused('refund.documentDiffers'),
    );
    const guardian = { receiver: 'GUARDIAN', authority: 'GUARDIANSHIP', authorityNo: '户口簿' };
    await expect(ask(counter, holder, {}, guardian)).rejects.toEqual(refused('refund.guardian'));
    await expect(ask(counter, holder, { giftOffsetFen: 100_001 })).rejects.toEqual(refused('refund.giftTooMuch'));
    await expect(ask(counter, holder, { giftOffsetFen: 100 })).rejects.toEqual(refused('refund.giftReasonRequired'));
    await expect(quoted(counter, holder, { rescindedOn: '2026-11-21' })).rejects.toEqual(refused('refund.rescinded'));
    await expect(quoted(counter, holder, { cause: 'TIME' })).rejects.toEqual(refused('refund.plan'));
    await expect(quoted(counter, holder, { lotIds: [uuidv7()] })).rejects.toEqual(refused('refund.unknownLot'));
    const request = await ask(counter, holder);
    await spend(counter, holder, 10);
    await expect(approve(counter, request)).rejects.toEqual(refused('refund.changed'));
    const stops = world.get(CardStops);
    await given(
      world,
      counter.house.store.id,
      async (tx) => (await stops.freeze(tx, { cardId: holder.cardId }, 'DISPUTE', '充值争议'), null),
      '2026-11-20',
    );
    await expect(quoted(counter, holder)).rejects.toEqual(refused('refund.frozen'));
    await expect(quoted(counter, await holderOf(counter))).rejects.toEqual(refused('refund.nothing'));
  });

  it('gives every fen once when a spend and a refund come at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const holder = await holderOf(counter);
      await topUp(counter, holder, 100);
      const request = await ask(counter, holder);
      const outcomes = await Promise.allSettled([approve(counter, request), spend(counter, holder, 60)]);
      const [refund, spent] = outcomes.map(({ status }) => status);
      expect([refund, spent]).toContain('rejected');
      const left = await balance(holder);
      expect(left.principalFen).toBe(refund === 'fulfilled' ? 0 : 4_000);
    }
  });

  it('leaves what a top-up brings at the same moment on the card', async () => {
    for (let round = 0; round < 4; round += 1) {
      const holder = await holderOf(counter);
      await topUp(counter, holder, 100);
      const request = await ask(counter, holder);
      const [refund] = await Promise.allSettled([approve(counter, request), topUp(counter, holder, 200)]);
      // a top-up that came first changed the quote, and the guest is asked again; one that came later is not touched
      expect((await balance(holder)).principalFen).toBe(refund.status === 'fulfilled' ? 20_000 : 30_000);
    }
  });

  it('control: approved without looking at the figures again, a refund sweeps away what a top-up has just brought', async () => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, 100);
    const request = await ask(counter, holder);
    await topUp(counter, holder, 200);
    const blind = jest
      .spyOn(world.get(AcceptRefund), 'check')
      .mockImplementation((db, storeId, input, at) =>
        world.get(RefundPlans).plan(db, storeId, input.membershipId, wishOf(input), at),
      );
    const refundId = await approve(counter, request).finally(() => blind.mockRestore());
    const taken = await world.one('SELECT refund_fen AS fen FROM refund WHERE id = ?', [refundId]);
    expect([taken, await balance(holder)]).toEqual([{ fen: 30_000 }, { principalFen: 0, bonusFen: 0 }]);
  });

  it('keeps the terms it was sold under: harsher ones of the same day and a correction change nothing', async () => {
    const { house } = counter;
    const { businessDate: effectiveFrom } = house;
    const holder = await holderOf(counter);
    const lotId = await topUp(counter, holder, 1000);
    await spend(counter, holder, 100, 300);
    const agree = (policy: typeof DEFAULT_POLICY) =>
      given(
        world,
        house.store.id,
        (tx) => world.get(PolicyService).change(tx, { policy, effectiveFrom, reason: '调整' }),
        effectiveFrom,
      );
    const refund = { ...DEFAULT_POLICY.refund, coolingPrice: 'LIST' } as const;
    const before = (await quoted(counter, holder)).payFen;
    await agree({ ...DEFAULT_POLICY, refund });
    expect((await quoted(counter, holder)).payFen).toBe(before);
    const wish = { lotId, amountFen: 200_000, tender: '', reason: '少按' };
    await world.get(ValueDesk).sendCorrection(await deskOf(counter), uuidv7(), wish, 'CZ1');
    await approveOnly(world, await deskOf(counter, counter.lead));
    const { lots } = await quoted(counter, holder);
    expect(lots.map(({ terms }) => terms.refund?.coolingPrice)).toEqual(['CHARGED']);
    await agree(DEFAULT_POLICY);
  });

  it('refuses what would touch a refund from another side: a correction, an erased guest, an invoice not yet red', async () => {
    const desk = await deskOf(counter);
    const holder = await holderOf(counter);
    const lotId = await topUp(counter, holder, 500);
    const before = jest.spyOn(world.get(RefundsQueries), 'invoicedBefore').mockResolvedValue([lotId]);
    const waits = await approve(counter, await ask(counter, holder));
    for (const number of ['', '1234567', '红字'])
      await expect(world.get(ChangeRefund).release(desk, uuidv7(), waits, number)).rejects.toEqual(
        refused('refund.redNumber'),
      );
    before.mockRestore();
    const wish = { lotId, amountFen: 200_000, tender: '', reason: '多按' };
    await world.get(ValueDesk).sendCorrection(desk, uuidv7(), wish, 'CZ1');
    const decide = approveOnly(world, await deskOf(counter, counter.lead));
    await expect(decide).rejects.toEqual(refused('storedValue.correct.refunded'));
    const gone = await holderOf(counter);
    await topUp(counter, gone, 500);
    await eraseUnasked(counter.house, gone.membershipId);
    await expect(ask(counter, gone)).rejects.toEqual(refused('refund.erased'));
  });

  it('puts a mixed top-up of an earlier shift right through the drawer of whoever serves now', async () => {
    const { house, lead } = counter;
    const holder = await holderOf(counter);
    const tenders = [
      { kind: 'CASH', amountFen: 20_000, reference: '' },
      { kind: 'WECHAT_PAY', amountFen: 80_000, reference: '887766' },
    ] as const;
    const lotId = await topUp(counter, holder, 1_000, tenders);
    const spender = await holderOf(counter);
    await topUp(counter, spender, 100);
    const spendId = await spend(counter, spender, 1);
    const desk = await deskOf(counter);
    await world.get(ShiftsService).cut(desk, uuidv7());
    const next = await hire(house, '8003', 'CLERK', { name: '赵敏' });
    const shiftId = await openShift(house, next, 'B');
    await expect(world.get(ValueDesk).undo(desk, uuidv7(), { spendId, reason: '点错' })).rejects.toEqual(
      refused('storedValue.return.needsLead'),
    );
    const correct = async (amountFen: number, tender: string) =>
      world
        .get(ValueDesk)
        .sendCorrection(await deskOf(counter, next), uuidv7(), { lotId, amountFen, tender, reason: '实收 300' }, 'CZ1');
    await expect(correct(30_000, '')).rejects.toEqual(refused('storedValue.correct.tenders'));
    await correct(30_000, 'WECHAT_PAY');
    await approveOnly(world, await deskOf(counter, lead));
    expect(await balance(holder)).toEqual({ principalFen: 30_000, bonusFen: 0 });
    const moved = await world.rows(
      `SELECT c.kind, c.owner, t.amount, o.amount AS brought FROM ledger_transfer t JOIN ledger_account c ON c.id = t.from_account_id
       JOIN ledger_account s ON s.id = t.to_account_id JOIN ledger_transfer o ON o.id = t.relates_to_id
       WHERE t.kind = 'prepaid.corrected' AND s.kind = 'prepaid.takings' ORDER BY t.id`,
    );
    expect(moved).toEqual([{ kind: 'tender.wechatPay', owner: shiftId, amount: 70_000, brought: 80_000 }]);
    expect((await quoted(counter, holder)).lines).toEqual([
      expect.objectContaining({ way: 'BANK_ACCOUNT', amountFen: 20_000 }),
      expect.objectContaining({ way: 'WECHAT_PAY', amountFen: 10_000 }),
    ]);
  });
});
