import { uuidv7 } from 'uuidv7';
import { CardDuties } from '../../src/cards/card-duties.js';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardStops } from '../../src/cards/card-stops.js';
import { CardsService } from '../../src/cards/cards.service.js';
import { HolderChanges } from '../../src/cards/holder-changes.js';
import { ExchangeCard } from '../../src/cards/life/exchange-card.js';
import { OpenCard } from '../../src/cards/life/open-card.js';
import { RenewCard } from '../../src/cards/life/renew-card.js';
import { type ReplaceInput, ReplaceCard } from '../../src/cards/life/replace-card.js';
import { StopCard } from '../../src/cards/life/stop-card.js';
import { TransferCard, type TransferInput } from '../../src/cards/life/transfer-card.js';
import { MemberQueries } from '../../src/members/member.queries.js';
import { PersonFields } from '../../src/members/sealed-person.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { approveOnly, cardRooms, holderOf, member } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { grantPoints } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, given, hire, openHouse, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });
/** A resident ID of an invented person, with its check digit. */
const ID = '110101199003074514';
const OTHER_ID = '110101198812126113';

describeOnBothDatabases('the life of a card', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let lead: DeskContext;
  let reader: Reader;
  let next = 0;
  beforeAll(async () => {
    world = await openRooms(db, cardRooms, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
    lead = at(house, await hire(house, '8002', 'DUTY_SUPERVISOR', { name: '赵主管' }));
    reader = world.get(Reader);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const blank = () => `8866${String((next += 1)).padStart(6, '0')}`;
  const known = () =>
    member(world, clerk, {
      adult: 'DOCUMENT_SEEN',
      documentNumber: ID,
      birthDate: '1990-03-07',
      duplicateChecked: '1',
    });
  const stopped = { proof: 'NAME_SAID', phoneTail: '', note: '' };
  const shown = { documentNumber: ID, phone: '', nameSeen: true };
  const report = (cardId: string, input = stopped) => world.get(StopCard).reportLost(clerk, uuidv7(), cardId, input);
  const swiped = async (cardNo: string) => {
    const holder = await world.get(CardLookup).byNumber(reader, cardNo);
    await world.get(CardStops).assertUsable(reader, holder!.cardId, '2026-11-20');
    return holder!;
  };
  const replace = (cardId: string, more: Partial<ReplaceInput> = {}) =>
    world
      .get(ReplaceCard)
      .replace(clerk, uuidv7(), cardId, { ...shown, cardNo: blank(), tender: '', received: '', ...more });
  const stateOf = (cardId: string) => world.one<{ state: string }>('SELECT state FROM card WHERE id = ?', [cardId]);

  it('is stopped by telephone in one step, and whoever swipes it is told to look', async () => {
    const { cardId, cardNo } = await known();
    const done = await report(cardId);
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.stopped'));
    const paper = await world.get(DocumentsQueries).find(house.store.id, done.documentId!);
    expect(paper?.body).toContain('能说出姓名和办卡情况');
    expect(paper?.body).not.toContain(cardNo);
    await expect(report(cardId)).rejects.toEqual(refused('card.transition'));
  });

  it('is not stopped by a caller who names a wrong tail', async () => {
    const { cardId, cardNo } = await member(world, clerk, { phone: '13700007788' });
    const caller = (phoneTail: string) => report(cardId, { ...stopped, proof: 'PHONE_TAIL', phoneTail });
    await expect(caller('7789')).rejects.toEqual(refused('card.holder.tail'));
    await expect(report(cardId, { ...stopped, proof: '' })).rejects.toEqual(refused('card.holder.how'));
    await expect(swiped(cardNo)).resolves.toBeDefined();
    await caller('7788');
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.stopped'));
  });

  it('is found again: it opens for its holder with the document and the supervisor, not for a voice', async () => {
    const { cardId, cardNo } = await known();
    await report(cardId);
    const ask = (documentNumber: string, note = '在家里找到了') =>
      world.get(OpenCard).ask(clerk, uuidv7(), cardId, { ...shown, documentNumber, note });
    await expect(ask('')).rejects.toEqual(refused('card.holder.document'));
    await expect(ask(OTHER_ID)).rejects.toEqual(refused('card.holder.idDiffers'));
    await expect(ask(ID, ' ')).rejects.toEqual(refused('card.open.reason'));
    await ask(ID);
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.stopped'));
    await approveOnly(world, lead);
    await expect(swiped(cardNo)).resolves.toMatchObject({ cardState: 'ACTIVE', lostAt: null });
    await expect(ask(ID)).rejects.toEqual(refused('card.notFrozen'));
  });

  it('without value is replaced at once and signed for before handover; the old one still says no word of the new', async () => {
    const { cardId, cardNo, membershipId } = await known();
    const cardNoNew = blank();
    const done = await replace(cardId, { cardNo: cardNoNew });
    expect(done).toMatchObject({ state: 'DONE' });
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.stopped'));
    await expect(swiped(cardNoNew)).resolves.toMatchObject({ membershipId });
    expect(await world.one("SELECT COUNT(*) AS n FROM pending_signature WHERE kind = 'cards.replace'")).toEqual({
      n: 1,
    });
    await expect(replace(cardId)).rejects.toEqual(refused('card.replace.state'));
  });

  it('is not replaced for somebody with another document, nor onto a card in use', async () => {
    const { cardId, cardNo } = await known();
    await expect(replace(cardId, { documentNumber: OTHER_ID })).rejects.toEqual(refused('card.holder.idDiffers'));
    await expect(replace(cardId, { cardNo })).rejects.toEqual(refused('card.no.used'));
    await expect(swiped(cardNo)).resolves.toBeDefined();
  });

  it('of a guest who left no document wants the name seen and the kept phone', async () => {
    const { cardId } = await member(world, clerk, { phone: '13700001122' });
    await expect(replace(cardId, { nameSeen: false })).rejects.toEqual(refused('card.holder.name'));
    await expect(replace(cardId, { phone: '13700001123' })).rejects.toEqual(refused('card.holder.phone'));
    await expect(replace(cardId, { phone: '13700001122' })).resolves.toMatchObject({ state: 'DONE' });
  });

  it('with value waits for the supervisor; until then it stays as it was, and then the points answer to the new one', async () => {
    const { cardId, membershipId } = await known();
    await report(cardId);
    await grantPoints(house, membershipId, 320);
    const cardNoNew = blank();
    expect(await replace(cardId, { cardNo: cardNoNew })).toMatchObject({
      state: 'SENT',
      roles: expect.arrayContaining(['DUTY_SUPERVISOR']),
    });
    expect(await stateOf(cardId)).toEqual({ state: 'LOST' });
    expect(await approveOnly(world, lead)).toBe(`/cards/of/${membershipId}`);
    expect(await stateOf(cardId)).toEqual({ state: 'REPLACED' });
    await expect(swiped(cardNoNew)).resolves.toMatchObject({ membershipId });
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
    const { cardId } = await known();
    await expect(replace(cardId)).rejects.toEqual(refused('cards.fee.tenderRequired'));
    await expect(replace(cardId, { tender: 'CASH', received: '19.99' })).rejects.toEqual(
      refused('cards.fee.tooLittle'),
    );
    const done = await replace(cardId, { tender: 'CASH', received: '50' });
    expect(done).toMatchObject({ state: 'DONE', payment: { feeFen: 2000, changeFen: 3000 } });
    const posted = await world.rows("SELECT amount FROM ledger_transfer WHERE kind = 'cards.replacementFee'");
    expect(posted).toEqual([{ amount: 2000 }]);
    await change({ ...policy, cards: { ...policy.cards, replacementFeeFen: 0 } });
  });

  it("that is worn is exchanged for nothing, but only into the clerk's hand", async () => {
    const { cardId, cardNo, membershipId } = await known();
    const exchange = (oldTaken: boolean) =>
      world.get(ExchangeCard).exchange(clerk, uuidv7(), cardId, { cardNo: blank(), oldTaken, kindCode: '' });
    await expect(exchange(false)).rejects.toEqual(refused('card.exchange.inHand'));
    await exchange(true);
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.replaced'));
    expect((await holderOf(world, membershipId)).cardState).toBe('ACTIVE');
    await expect(exchange(true)).rejects.toEqual(refused('card.exchange.state'));
    await expect(world.get(ExchangeCard).takeBack(clerk, uuidv7(), cardId)).rejects.toEqual(
      refused('card.takeBack.only'),
    );
  });

  it('is frozen with a reason beside its state, and neither replaced nor used until it is opened', async () => {
    const { cardId, cardNo } = await known();
    const freeze = (reason: string, note: string) =>
      world.get(StopCard).freeze(clerk, uuidv7(), cardId, { ...stopped, reason, note });
    await expect(freeze('BORED', '说明')).rejects.toEqual(refused('card.freeze.reason'));
    await expect(freeze('FRAUD', ' ')).rejects.toEqual(refused('card.freeze.required'));
    await freeze('FRAUD', '持卡人说不出姓名');
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.frozenForCheck'));
    expect(await stateOf(cardId)).toEqual({ state: 'ACTIVE' });
    await expect(freeze('DISPUTE', '再冻一次')).rejects.toEqual(refused('card.freeze.state'));
    await expect(replace(cardId)).rejects.toEqual(refused('card.swap.frozen'));
    await world.get(OpenCard).ask(clerk, uuidv7(), cardId, { ...shown, note: '本人到店核实' });
    await approveOnly(world, lead);
    await expect(swiped(cardNo)).resolves.toBeDefined();
  });

  it('is frozen with all the cards of its membership when the balance is odd (001-54)', async () => {
    const { membershipId, cardNo } = await known();
    const frozen = await given(world, house.store.id, async (tx) => {
      const ids = await world.get(CardStops).freeze(tx, { membershipId }, 'ANOMALY', '余额核对不符');
      return ids.length;
    });
    expect(frozen).toBe(1);
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.frozenForCheck'));
  });

  it('goes to another holder: both show a document, the new one signs the charter, and the old proofs end', async () => {
    const before = await known();
    await grantPoints(house, before.membershipId, 50);
    const told: string[] = [];
    world.get(HolderChanges).register(async (_tx, { membershipId }) => void told.push(membershipId));
    const to: TransferInput = {
      ...shown,
      name: '李四光',
      title: 'MR',
      newPhone: '13600006655',
      documentType: 'RESIDENT_ID',
      newDocument: OTHER_ID,
      birthDate: '',
      noticedOn: '2026-11-20',
      noticedTime: '20:10',
      charterSigned: true,
      privacy: true,
    };
    const ask = (more: Partial<TransferInput>) =>
      world.get(TransferCard).ask(clerk, uuidv7(), before.cardId, { ...to, ...more });
    await expect(ask({ newDocument: ID })).rejects.toEqual(refused('card.transfer.same'));
    await expect(ask({ charterSigned: false })).rejects.toEqual(refused('card.transfer.charter'));
    await expect(ask({ privacy: false })).rejects.toEqual(refused('cards.privacy.required'));
    await expect(ask({ noticedTime: '23:59' })).rejects.toEqual(refused('card.transfer.notice'));
    await expect(ask({ documentNumber: OTHER_ID })).rejects.toEqual(refused('card.holder.idDiffers'));
    await expect(ask({ documentType: 'PASSPORT', newDocument: 'E12345678', birthDate: '2009-01-01' })).rejects.toEqual(
      refused('cards.adult.underAge'),
    );
    await ask({});
    const waiting = await world.one<{ input: string }>(
      'SELECT input FROM approval_request WHERE id = (SELECT request_id FROM open_approval)',
    );
    expect(waiting?.input).not.toContain('李四光');
    await approveOnly(world, lead);
    const after = await holderOf(world, before.membershipId);
    expect(after.personId).not.toBe(before.personId);
    expect(world.get(PersonFields).maskedName(after)).toBe('李**');
    expect((await world.get(MemberQueries).byId(reader, before.membershipId))?.personId).toBe(after.personId);
    expect(told).toEqual([before.membershipId]);
    expect(await world.one('SELECT noticed_at FROM card_transfer')).toEqual({
      noticedAt: Date.parse('2026-11-20T20:10+08:00'),
    });
  });

  it('of a student ends with the proof, is renewed with a new one, and goes to nobody else', async () => {
    const proof = { proofSeen: '1', proofUntil: '2026-12-01' };
    const person = { adult: 'DOCUMENT_SEEN', birthDate: '2006-01-01', documentNumber: '' };
    const student = await enrol(world, clerk, { ...proof, ...person, feeFen: '10000', received: '100' }, 'STUDENT');
    const { cardId, validUntil } = await holderOf(world, student.membershipId);
    expect(validUntil).toBe('2026-12-01');
    const renew = (seen: boolean, until: string | null) =>
      world.get(RenewCard).renew(clerk, uuidv7(), cardId, { seen, until });
    await expect(renew(false, '2028-07-01')).rejects.toEqual(refused('cards.proof.required'));
    await expect(renew(true, '2026-11-01')).rejects.toEqual(refused('cards.proof.expired'));
    expect(await renew(true, '2027-07-01')).toMatchObject({ until: '2027-07-01' });
    const { cardId: endless } = await known();
    await expect(world.get(RenewCard).renew(clerk, uuidv7(), endless, { seen: true, until: null })).rejects.toEqual(
      refused('card.renew.endless'),
    );
  });

  it('is closed when nothing is left on it, and not before', async () => {
    const { cardId, membershipId } = await known();
    await grantPoints(house, membershipId, 10);
    const close = (id: string) => world.get(RenewCard).close(clerk, uuidv7(), id, shown);
    await expect(close(cardId)).rejects.toEqual(refused('card.close.value'));
    const empty = await known();
    await close(empty.cardId);
    await expect(swiped(empty.cardNo)).rejects.toEqual(refused('card.closed'));
  });

  it('is refunded with all its cards, a lost one too', async () => {
    const { membershipId, cardId, cardNo } = await known();
    const { documentId } = await report(cardId);
    const ended = await given(
      world,
      house.store.id,
      (tx) => world.get(CardsService).endAll(tx, membershipId, 'REFUNDED', documentId!),
      '2026-11-20',
    );
    expect(ended).toBe(1);
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.refunded'));
  });

  it('expires only when it bears no name, with the day, and serves again once it is renewed', async () => {
    const named = await known();
    await expect(
      given(world, house.store.id, async (tx) => (await world.get(CardsService).expire(tx, named.cardId), null)),
    ).rejects.toEqual(refused('card.expire.named'));
    const { cardId, cardNo, personId } = await member(world, clerk);
    await given(
      world,
      house.store.id,
      async (tx) => {
        await tx.run('UPDATE person SET sealed_name = NULL WHERE id = ?', [personId]);
        await tx.run("UPDATE card SET valid_until = '2026-11-19' WHERE id = ?", [cardId]);
        await world.get(CardDuties).endOfDay(tx, '2026-11-20');
        return null;
      },
      '2026-11-20',
    );
    await expect(swiped(cardNo)).rejects.toEqual(refused('card.expired'));
    expect(await stateOf(cardId)).toEqual({ state: 'EXPIRED' });
    await given(
      world,
      house.store.id,
      async (tx) => (await world.get(CardsService).renew(tx, cardId, '2029-11-20'), null),
    );
    await expect(swiped(cardNo)).resolves.toMatchObject({ cardState: 'ACTIVE' });
  });

  it('answers at a reader of another format', async () => {
    const { cardId } = await member(world, clerk, { cardNo: '0040856634' });
    expect((await world.get(CardLookup).byNumber(reader, '01026f6c3a'))?.cardId).toBe(cardId);
    expect((await world.get(CardLookup).byNumber(reader, '00623,27706'))?.cardId).toBe(cardId);
    expect(await world.get(CardLookup).byNumber(reader, '111,27706')).toBeUndefined();
    const stripe = await member(world, clerk, { cardNo: '%8866999999?;8866999999=991?' });
    expect(await world.one('SELECT card_no FROM card WHERE id = ?', [stripe.cardId])).toEqual({ cardNo: '8866999999' });
  });
});
