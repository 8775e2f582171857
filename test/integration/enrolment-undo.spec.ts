import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { EnrolmentUndoService } from '../../src/cards/enrolment-undo.service.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import { SlipClaims } from '../../src/slips/slip-claims.js';
import { UndoCredit } from '../../src/points/undo-credit.js';
import { commandOfTheDay, type DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol, typed } from '../support/members.js';
import { given, hire } from '../support/people.js';
import { clerkOf, credit, deskOf, type Night, openNight, push, refused, spend } from '../support/points.js';

describeOnBothDatabases('a guest changes their mind about the card', (db) => {
  let night: Night;
  let clerk: DeskContext;
  let slip = 0;
  const nextNo = () => `J1120-${String((slip += 1)).padStart(4, '0')}`;
  beforeAll(async () => {
    night = await openNight(db, { at: '2026-11-20T21:35' });
    clerk = deskOf(night);
  });
  afterEach(() => expectBooksToBalance(night.world));
  afterAll(() => night.world.close());

  const undo = (enrolmentId: string, desk = clerk, reason = '客人改主意') =>
    night.world.get(EnrolmentUndoService).undo(desk, uuidv7(), enrolmentId, reason);
  const reader = () => night.world.get(Reader);
  const drawer = () => {
    const owner = night.house.terminal.drawerId;
    return night.world.get(Ledger).balance(reader(), 'FEN', { kind: 'cash.drawer', owner });
  };
  const byCard = (cardNo: string | undefined) => night.world.get(CardLookup).byNumber(reader(), cardNo ?? '');
  /** A new member whose first slip was credited. */
  const credited = async () => {
    const values = typed();
    const made = await enrol(night.world, clerk, values);
    const slipNo = nextNo();
    await push(night, { slipNo });
    const member = { membershipId: made.membershipId, cardId: '', cardNo: values.cardNo ?? '' };
    return { made, member, done: await credit(night, member, slipNo) };
  };

  it('needs a reason, which is kept', async () => {
    const made = await enrol(night.world, clerk);
    await expect(undo(made.enrolmentId, clerk, ' ')).rejects.toEqual(refused('cards.undo.reasonRequired'));
    await undo(made.enrolmentId, clerk, ' 客人改主意 ');
    const kept = await night.world.one('SELECT reason FROM enrolment_undo WHERE enrolment_id = ?', [made.enrolmentId]);
    expect(kept).toEqual({ reason: '客人改主意' });
  });

  it('is served by the clerk who issued the card or by a lead, and by no other clerk', async () => {
    const other = deskOf(night, await hire(night.house, '8002', 'CLERK'));
    const first = await enrol(night.world, clerk);
    await expect(undo(first.enrolmentId, other)).rejects.toEqual(refused('cards.undo.notYours'));
    await undo(first.enrolmentId);
    const roles = ['DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'] as const;
    for (const [place, role] of roles.entries()) {
      const lead = deskOf(night, await hire(night.house, `900${place}`, role));
      const made = await enrol(night.world, clerk);
      await expect(undo(made.enrolmentId, lead)).resolves.toBeDefined();
    }
  });

  it('cannot take back a card whose points were credited and spent to the last one', async () => {
    const { made, member, done } = await credited();
    await spend(night, member, done.points);
    const before = await drawer();
    await expect(undo(made.enrolmentId)).rejects.toEqual(refused('cards.undo.used'));
    expect(await drawer()).toBe(before);
    expect(await byCard(member.cardNo)).toMatchObject({ cardState: 'ACTIVE', erasedAt: null });
  });

  it('cannot take back a card that earned points, even when the credit was undone', async () => {
    const { made, done } = await credited();
    const input = { confirmationId: done.confirmationId, reason: '积错会员' };
    const command = commandOfTheDay(clerk, 'points.undoCredit', uuidv7(), input);
    await night.world.get(UndoCredit).run(command, clerkOf(clerk));
    await expect(undo(made.enrolmentId)).rejects.toEqual(refused('cards.undo.used'));
  });

  it('cannot take back a card that a slip still serves, though it earned nothing; can when the slip is free again', async () => {
    const claims = night.world.get(SlipClaims);
    const made = await enrol(night.world, clerk);
    const { slipId } = await push(night, { slipNo: nextNo() });
    const served = {
      slipId,
      kind: 'invoice',
      refId: uuidv7(),
      holderId: made.membershipId,
      tail: '0001',
      clerkName: '王丽',
    };
    await given(night.world, night.house.store.id, (tx) => claims.take(tx, served));
    await expect(undo(made.enrolmentId)).rejects.toEqual(refused('cards.undo.used'));
    await given(
      night.world,
      night.house.store.id,
      async (tx) => (await claims.release(tx, 'invoice', served.refId), null),
    );
    await expect(undo(made.enrolmentId)).resolves.toBeDefined();
  });
});
