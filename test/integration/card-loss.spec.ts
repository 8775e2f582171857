import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { CardStops } from '../../src/cards/card-stops.js';
import { ExchangeCard } from '../../src/cards/life/exchange-card.js';
import { CardInHand } from '../../src/cards/life/card-in-hand.js';
import { OpenCard } from '../../src/cards/life/open-card.js';
import { StopCard } from '../../src/cards/life/stop-card.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { grantPoints } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given, type House } from '../support/people.js';
import { type World } from '../support/world.js';
import {
  type CardNight,
  cardNight,
  SAID,
  SHOWN,
  KNOWN_ID,
  OTHER_ID,
  approveOnly,
  holderOf,
  member,
} from '../support/cards.js';

const refused = (code: string) => expect.objectContaining({ code });

describeOnBothDatabases('a card is lost, stopped, replaced', (db) => {
  let night: CardNight;
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let lead: DeskContext;
  beforeAll(async () => {
    night = await cardNight(db);
    ({ world, house, clerk, lead } = night);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('is SAID by telephone in one step, and whoever swipes it is told to look', async () => {
    const { cardId, cardNo } = await night.known();
    const done = await night.report(cardId);
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.stopped'));
    const paper = await world.get(DocumentsQueries).find(house.store.id, done.documentId ?? '');
    expect(paper?.body).toContain('能说出姓名和办卡情况');
    expect(paper?.body).not.toContain(cardNo);
    await expect(night.report(cardId)).rejects.toEqual(refused('card.transition'));
  });

  it('that nobody knows is told apart from one that is stopped', async () => {
    await expect(night.swiped('8899999999')).rejects.toEqual(refused('card.unknown'));
  });

  it('is not SAID by a caller who names a wrong tail', async () => {
    const { cardId, cardNo } = await member(world, clerk, { phone: '13700007788' });
    const caller = (phoneTail: string) => night.report(cardId, { ...SAID, proof: 'PHONE_TAIL', phoneTail });
    await expect(caller('7789')).rejects.toEqual(refused('card.holder.tail'));
    await expect(night.report(cardId, { ...SAID, proof: '' })).rejects.toEqual(refused('card.holder.how'));
    await expect(night.swiped(cardNo)).resolves.toBeDefined();
    await caller('7788');
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.stopped'));
  });

  it('is found again: it opens for its holder with the document and the supervisor, not for a voice', async () => {
    const { cardId, cardNo } = await night.known();
    await night.report(cardId);
    const ask = (documentNumber: string, note = '在家里找到了') =>
      world.get(OpenCard).ask(clerk, uuidv7(), cardId, { ...SHOWN, documentNumber, note });
    await expect(ask('')).rejects.toEqual(refused('card.holder.document'));
    await expect(ask(OTHER_ID)).rejects.toEqual(refused('card.holder.idDiffers'));
    await expect(ask(KNOWN_ID, ' ')).rejects.toEqual(refused('card.open.reason'));
    await ask(KNOWN_ID);
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.stopped'));
    await approveOnly(world, lead);
    await expect(night.swiped(cardNo)).resolves.toMatchObject({ cardState: 'ACTIVE', lostAt: null });
    await expect(ask(KNOWN_ID)).rejects.toEqual(refused('card.notFrozen'));
  });

  it('without value is replaced at once and signed for before handover; the old one still says no word of the new', async () => {
    const { cardId, cardNo, membershipId } = await night.known();
    const cardNoNew = night.blank();
    const done = await night.replace(cardId, { cardNo: cardNoNew });
    expect(done).toMatchObject({ state: 'DONE' });
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.stopped'));
    await expect(night.swiped(cardNoNew)).resolves.toMatchObject({ membershipId });
    expect(await world.one("SELECT COUNT(*) AS n FROM pending_signature WHERE kind = 'cards.replace'")).toEqual({
      n: 1,
    });
    await expect(night.replace(cardId)).rejects.toEqual(refused('card.replace.state'));
  });

  it('is not replaced for somebody with another document, nor onto a card in use', async () => {
    const { cardId, cardNo } = await night.known();
    await expect(night.replace(cardId, { documentNumber: OTHER_ID })).rejects.toEqual(refused('card.holder.idDiffers'));
    await expect(night.replace(cardId, { cardNo })).rejects.toEqual(refused('card.no.used'));
    await expect(night.swiped(cardNo)).resolves.toBeDefined();
  });

  it('of a guest who left no document wants the name seen and the kept phone', async () => {
    const { cardId } = await member(world, clerk, { phone: '13700001122' });
    await expect(night.replace(cardId, { nameSeen: false })).rejects.toEqual(refused('card.holder.name'));
    await expect(night.replace(cardId, { phone: '13700001123' })).rejects.toEqual(refused('card.holder.phone'));
    await expect(night.replace(cardId, { phone: '13700001122' })).resolves.toMatchObject({ state: 'DONE' });
  });

  it('with value waits for the supervisor; until then it stays as it was, and then the points answer to the new one', async () => {
    const { cardId, membershipId } = await night.known();
    await night.report(cardId);
    const hand = world.get(CardInHand);
    const look = jest.spyOn(hand, 'hasValue').mockResolvedValueOnce(false);
    await grantPoints(house, membershipId, 320);
    await expect(night.replace(cardId)).rejects.toEqual(refused('card.replace.hasValue'));
    look.mockRestore();
    const cardNoNew = night.blank();
    expect(await night.replace(cardId, { cardNo: cardNoNew })).toMatchObject({
      state: 'SENT',
      roles: expect.arrayContaining(['DUTY_SUPERVISOR']),
    });
    expect(await night.stateOf(cardId)).toEqual({ state: 'LOST' });
    expect(await approveOnly(world, lead)).toBe(`/cards/of/${membershipId}`);
    expect(await night.stateOf(cardId)).toEqual({ state: 'REPLACED' });
    await expect(night.swiped(cardNoNew)).resolves.toMatchObject({ membershipId });
  });

  it('costs nothing where the policy says nothing, and 20 yuan on a receipt where it says 20', async () => {
    const policy = { ...DEFAULT_POLICY, cards: { ...DEFAULT_POLICY.cards, replacementFeeFen: 2000 } };
    const change = (next: typeof policy) =>
      given(
        world,
        house.store.id,
        async (tx) => {
          await world
            .get(PolicyService)
            .change(tx, { policy: next, effectiveFrom: '2026-11-20', reason: '章程第九条' });
          return null;
        },
        '2026-11-20',
      );
    await change(policy);
    const { cardId } = await night.known();
    await expect(night.replace(cardId)).rejects.toEqual(refused('cards.fee.tenderRequired'));
    await expect(night.replace(cardId, { tender: 'CASH', received: '19.99' })).rejects.toEqual(
      refused('cards.fee.tooLittle'),
    );
    const done = await night.replace(cardId, { tender: 'CASH', received: '50' });
    expect(done).toMatchObject({ state: 'DONE', payment: { feeFen: 2000, changeFen: 3000 } });
    const posted = await world.rows("SELECT amount FROM ledger_transfer WHERE kind = 'cards.replacementFee'");
    expect(posted).toEqual([{ amount: 2000 }]);
    await change({ ...policy, cards: { ...policy.cards, replacementFeeFen: 0 } });
  });

  it("that is worn is exchanged for nothing, but only into the clerk's hand", async () => {
    const { cardId, cardNo, membershipId } = await night.known();
    const exchange = (oldTaken: boolean) =>
      world.get(ExchangeCard).exchange(clerk, uuidv7(), cardId, { cardNo: night.blank(), oldTaken });
    await expect(exchange(false)).rejects.toEqual(refused('card.exchange.inHand'));
    await exchange(true);
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.replaced'));
    expect((await holderOf(world, membershipId)).cardState).toBe('ACTIVE');
    await expect(exchange(true)).rejects.toEqual(refused('card.exchange.state'));
    await expect(world.get(ExchangeCard).takeBack(clerk, uuidv7(), cardId)).rejects.toEqual(
      refused('card.takeBack.only'),
    );
  });

  it('is frozen with a reason beside its state, and neither replaced nor used until it is opened', async () => {
    const { cardId, cardNo } = await night.known();
    const freeze = (reason: string, note: string) =>
      world.get(StopCard).freeze(clerk, uuidv7(), cardId, { ...SAID, reason, note });
    await expect(freeze('BORED', '说明')).rejects.toEqual(refused('card.freeze.reason'));
    await expect(freeze('FRAUD', ' ')).rejects.toEqual(refused('card.freeze.required'));
    await freeze('FRAUD', '持卡人说不出姓名');
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.frozenForCheck'));
    expect(await night.stateOf(cardId)).toEqual({ state: 'ACTIVE' });
    await expect(freeze('DISPUTE', '再冻一次')).rejects.toEqual(refused('card.freeze.state'));
    await expect(night.replace(cardId)).rejects.toEqual(refused('card.swap.frozen'));
    await world.get(OpenCard).ask(clerk, uuidv7(), cardId, { ...SHOWN, note: '本人到店核实' });
    await approveOnly(world, lead);
    await expect(night.swiped(cardNo)).resolves.toBeDefined();
  });

  it('is frozen with all the cards of its membership when the balance is odd (001-54)', async () => {
    const { membershipId, cardId, cardNo } = await night.known();
    const frozen = await given(world, house.store.id, async (tx) => {
      const ids = await world.get(CardStops).freeze(tx, { membershipId }, 'ANOMALY', '余额核对不符');
      return ids.length;
    });
    expect(frozen).toBe(1);
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.frozenForCheck'));
    const lift = { documentNumber: '', phone: '', nameSeen: false, note: '已查清' };
    await world.get(OpenCard).ask(clerk, uuidv7(), cardId, lift);
    await approveOnly(world, lead);
    await expect(night.swiped(cardNo)).resolves.toBeDefined();
  });
});
