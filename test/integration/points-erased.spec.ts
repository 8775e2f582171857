import { uuidv7 } from 'uuidv7';
import { CardsService } from '../../src/cards/cards.service.js';
import { People } from '../../src/members/people.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { Signatures } from '../../src/points/signatures.js';
import { UndoCredit } from '../../src/points/undo-credit.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { forget } from '../support/members.js';
import { given, hire } from '../support/people.js';
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
  refund,
  replaceSlip,
} from '../support/points.js';

describeOnBothDatabases('points of a member who is gone', (db) => {
  let night: Night;
  let slip = 0;
  const nextNo = () => `J1120-${String((slip += 1)).padStart(4, '0')}`;
  beforeAll(async () => {
    night = await openNight(db, { at: '2026-11-20T21:35' });
  });
  afterEach(() => expectBooksToBalance(night.world));
  afterAll(() => night.world.close());

  /** Erased with the key; without a card when it went back to the stock. */
  const leave = ({ membershipId, cardId }: Guest, card: 'KEPT' | 'BLANK') =>
    given(night.world, night.house.store.id, async (tx) => {
      const people = night.world.get(People);
      const member = await tx.one<{ personId: string }>('SELECT person_id FROM membership WHERE id = ?', [
        membershipId,
      ]);
      if (card === 'BLANK') await night.world.get(CardsService).backToStock(tx, cardId);
      await people.close(tx, membershipId, 'ERASED');
      await people.erase(tx, member!.personId);
      return null;
    });
  const gone = async (card: 'KEPT' | 'BLANK') => {
    const zhang = await guest(night);
    const slipNo = nextNo();
    await push(night, { slipNo });
    const done = await credit(night, zhang, slipNo);
    await leave(zhang, card);
    return { zhang, slipNo, done };
  };
  const undo = (confirmationId: string) => {
    const desk = deskOf(night);
    const command = commandOfTheDay(desk, 'points.undoCredit', uuidv7(), { confirmationId, reason: '积错会员' });
    return night.world.get(UndoCredit).run(command, clerkOf(desk));
  };
  /** What the paper of the adjustment says: sealed under nobody's key, it can still be read. */
  const paperOf = async (confirmationId: string) => {
    const { documentId } = (await night.world.one<{ documentId: string }>(
      'SELECT document_id FROM points_adjustment WHERE confirmation_id = ?',
      [confirmationId],
    ))!;
    return (await night.world.get(DocumentsQueries).find(night.house.store.id, documentId))?.body;
  };

  it('forfeits what a guest has who asks to be forgotten, by a paper that can still be read, once every slip is signed', async () => {
    const zhang = await guest(night);
    const slipNo = nextNo();
    await push(night, { slipNo });
    const { confirmationId, documentNo } = await credit(night, zhang, slipNo);
    const { world, house } = night;
    const boss = await hire(house, '9001', 'CUSTOMER_SERVICE_MANAGER');
    const desk = deskOf(night, await hire(house, '9002', 'CUSTOMER_SERVICE_MANAGER'));
    await expect(forget(world, desk, zhang.membershipId, boss)).rejects.toMatchObject({
      code: 'members.erase.open',
      params: { matters: `积分单 ${documentNo} 客人未签` },
    });
    const signed = commandOfTheDay(deskOf(night), 'points.settleSignature', uuidv7(), {});
    await world.get(Signatures).settle(signed, [confirmationId], 'SIGNED');
    await forget(world, desk, zhang.membershipId, boss);
    expect(await balanceOf(night, zhang)).toBe(0);
    const ended = await world.one<{ amount: number; documentId: string }>(
      "SELECT amount, document_id FROM ledger_transfer WHERE kind = 'points.forfeited'",
    );
    expect(ended?.amount).toBe(118);
    expect((await world.get(DocumentsQueries).find(house.store.id, ended!.documentId))?.body).toContain('积分作废单');
  });

  describe.each(['KEPT', 'BLANK'] as const)('whose card was %s', (card) => {
    it("lets the till's refund through and takes the points back", async () => {
      const { zhang, slipNo, done } = await gone(card);
      await refund(night, slipNo, `${slipNo}-R1`, [{ kind: 'CASH', amountFen: 10_000 }]);
      expect(await balanceOf(night, zhang)).toBe(108);
      expect(await paperOf(done.confirmationId)).toContain(slipNo);
    });

    it('lets a second settlement through and adds the difference', async () => {
      const { zhang, slipNo } = await gone(card);
      await replaceSlip(night, slipNo, { slipNo: nextNo(), yuan: 1286 });
      expect(await balanceOf(night, zhang)).toBe(128);
    });

    it('lets the credit be undone, and the slip goes to the right card', async () => {
      const { zhang, slipNo, done } = await gone(card);
      const { result } = await undo(done.confirmationId);
      expect(result).toMatchObject({ points: 118, tail: zhang.cardNo.slice(-4) });
      expect(await balanceOf(night, zhang)).toBe(0);
      expect((await credit(night, await guest(night), slipNo)).points).toBe(118);
    });
  });
});
