import { uuidv7 } from 'uuidv7';
import { ActivateCard, type ActivateInput } from '../../src/cards/life/activate-card.js';
import { RenewCard } from '../../src/cards/life/renew-card.js';
import { SellUnitCards, type UnitSaleWish } from '../../src/cards/unit/sell-unit-cards.js';
import { UndoUnitCards } from '../../src/cards/unit/undo-unit-cards.js';
import { UnitCardsQueries } from '../../src/cards/unit/unit-cards.queries.js';
import { CardsService } from '../../src/cards/cards.service.js';
import { Consents } from '../../src/members/consents.js';
import { PersonFields, type SealedPerson } from '../../src/members/sealed-person.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { Lots } from '../../src/stored-value/lots.js';
import { handOf } from '../../src/stored-value/top-up.js';
import { UnitTopUps } from '../../src/stored-value/unit-top-up.js';
import { blanks, type CardNight, cardNight, KNOWN_ID } from '../support/cards.js';
import { PIN } from '../support/people.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { balanceOf, valueRooms, yuan } from '../support/stored-value.js';
import { agent, HOLDER, unit } from '../support/unit-cards.js';

const refused = (code: string) => expect.objectContaining({ code });
describeOnBothDatabases('a company buys cards for its people on one list (4.29)', (db) => {
  let night: CardNight;
  let next = 0;
  beforeAll(async () => {
    night = await cardNight(db, valueRooms);
    await blanks(night.house, 'MEMBER', '8812000001-8812000060');
  });
  afterEach(() => expectBooksToBalance(night.world));
  afterAll(() => night.world.close());

  const line = (name: string, phone: string) => `88120000${String((next += 1)).padStart(2, '0')} ${name} ${phone}`;
  const sell = (list: string, more: Partial<UnitSaleWish> = {}) => {
    const fixed = { ...unit, agent, kindCode: 'MEMBER', duplicateChecked: false, charterSigned: true };
    const paid = { tender: 'TRANSFER', received: '', shownFeeFen: 20_000 * list.split('\n').length };
    return night.world.get(SellUnitCards).sell(night.clerk, uuidv7(), { ...fixed, ...paid, list, ...more });
  };
  const sold = async (names: readonly string[]) => {
    const list = names.map((name, n) => line(name, `1371000${String(next * 10 + n).padStart(4, '0')}`)).join('\n');
    const { saleId } = await sell(list);
    return night.world.get(UnitCardsQueries).cards(night.reader, saleId);
  };
  const activate = (cardId: string, more: Partial<ActivateInput> = {}) =>
    night.world.get(ActivateCard).activate(night.clerk, uuidv7(), cardId, { ...HOLDER, ...more });

  it('names the company, its agent and every holder, takes one fee and prints one paper', async () => {
    const list = [line('张三', '13700000001'), line('李 四', '13700000002')].join('\n');
    const done = await sell(list, { tender: 'CASH', received: '500' });
    expect(done).toMatchObject({ cards: 2, changeFen: 10_000 });
    const { world, reader, house } = night;
    const sale = await world.get(UnitCardsQueries).sale(reader, house.store.id, done.saleId);
    expect(sale).toMatchObject({ ...unit, feeFen: 40_000, waiting: 2 });
    const cards = await world.get(UnitCardsQueries).cards(reader, done.saleId);
    expect(cards.map(({ cardState }) => cardState)).toEqual(['ISSUED', 'ISSUED']);
    await expect(night.swiped(cards[0]!.cardNo)).rejects.toEqual(refused('card.notActive'));
    const signed = await world.one('SELECT COUNT(*) AS n FROM charter_signature WHERE person_id = ?', [
      sale.agentPersonId,
    ]);
    expect(signed).toEqual({ n: 1 });
  });

  it('is sold whole or not at all: each fault is told with its line', async () => {
    const good = line('王五', '13700000055');
    const cases: [string, Partial<UnitSaleWish>, string][] = [
      ['', {}, 'cards.unit.list'],
      [`${good}\n8812000099 赵六 138`, {}, 'cards.unit.line'],
      [`${good}\n${good}`, {}, 'cards.unit.twice'],
      [`${good}\n8899000001 赵六 13700000066`, {}, 'cards.unit.card'],
      ['8812000059 张三 13700000001', {}, 'cards.unit.known'],
      [good, { creditCode: '91350100M000100Y44' }, 'cards.unit.code'],
      [good, { kindCode: 'STUDENT' }, 'cards.unit.kind'],
      [good, { shownFeeFen: 10_000 }, 'cards.unit.confirm'],
      [good, { charterSigned: false }, 'cards.charter.notSigned'],
      [good, { tender: 'CASH', received: '199.99' }, 'cards.fee.tooLittle'],
      [good, { tender: 'POINTS' }, 'cards.fee.tenderRequired'],
      [good, { agent: { ...agent, documentNumber: '' } }, 'text.required'],
      [
        good,
        { agent: { ...agent, documentType: 'PASSPORT', documentNumber: 'E1', birthDate: '2010-01-01' } },
        'cards.adult.underAge',
      ],
    ];
    const before = await night.world.one('SELECT COUNT(*) AS n FROM person');
    for (const [list, more, code] of cases) await expect(sell(list, more)).rejects.toEqual(refused(code));
    expect(await night.world.one('SELECT COUNT(*) AS n FROM person')).toEqual(before);
  });

  it('gives each card to its holder with a document, of age, under the charter; never twice', async () => {
    const { saleId } = await sell(line('张三', '13700000001'), { duplicateChecked: true });
    const [card] = await night.world.get(UnitCardsQueries).cards(night.reader, saleId);
    const cases: [Partial<ActivateInput>, string][] = [
      [{ privacy: false }, 'cards.privacy.required'],
      [{ charterSigned: false }, 'cards.charter.notSigned'],
      [{ documentNumber: '' }, 'text.required'],
      [{ nameSeen: false }, 'card.holder.name'],
      [{ phone: '13700000002' }, 'card.holder.phone'],
      [{ documentType: 'PASSPORT', documentNumber: 'E12345678', birthDate: '2009-06-01' }, 'cards.adult.underAge'],
    ];
    for (const [more, code] of cases) await expect(activate(card!.cardId, more)).rejects.toEqual(refused(code));
    await activate(card!.cardId);
    expect((await night.swiped(card!.cardNo)).membershipId).toBe(card!.membershipId);
    const consents = await night.world.get(Consents).stateOf(night.reader, card!.personId);
    expect([consents.PRIVACY?.given, consents.MARKETING?.given]).toEqual([1, 0]);
    await expect(activate(card!.cardId)).rejects.toEqual(refused('card.transition'));
  });

  it('is filled before the holders come, and the agent shows a document again', async () => {
    const cards = await sold(['甲某', '乙某']);
    const lines = cards.map(({ cardNo, line: at }) => ({ line: at, cardNo, amountFen: yuan(500) }));
    const wish = { ...unit, agent, lines, payerAccount: '6222 0000', tender: 'TRANSFER', reference: '' } as const;
    const topUp = (more: Partial<Parameters<UnitTopUps['atDesk']>[2]>) =>
      night.world.get(UnitTopUps).atDesk(night.clerk, uuidv7(), { ...wish, ...more });
    await expect(topUp({ agent: { ...agent, phone: '12' } })).rejects.toEqual(refused('members.phone.invalid'));
    const { purchaseId, documentId } = await topUp({});
    const bought = await night.world.one<{ agentPersonId: string }>(
      'SELECT agent_person_id FROM unit_purchase WHERE id = ?',
      [purchaseId],
    );
    const agents = await night.world.one('SELECT COUNT(DISTINCT agent_person_id) AS n FROM unit_card_sale');
    expect(agents).toEqual({ n: 1 });
    expect(bought?.agentPersonId).toBeTruthy();
    expect((await balanceOf(night.world, cards[0]!.membershipId)).principalFen).toBe(yuan(500));
    await expect(night.swiped(cards[0]!.cardNo)).rejects.toEqual(refused('card.notActive'));
    const { membershipId } = cards[0]!;
    const standing = (paper: string) =>
      night.world.get(Lots).standing(night.reader, membershipId, { membershipId, documentId: paper });
    expect(await standing('')).toEqual({ topUps: [{ documentId, principalFen: yuan(500) }], balanceFen: yuan(500) });
    expect((await standing(documentId)).topUps).toEqual([]);
  });

  it('makes a VIP of each on the list; correcting one card takes nothing from the next', async () => {
    const [kept, wrong] = await sold(['庚某', '辛某']);
    const lines = [kept!, wrong!].map(({ cardNo }, line) => ({ line, cardNo, amountFen: yuan(3_000) }));
    const wish = { ...unit, agent, lines, payerAccount: '6222 0000', tender: 'TRANSFER', reference: '' } as const;
    await night.world.get(UnitTopUps).atDesk(night.clerk, uuidv7(), wish);
    const lot = await night.world.one<{ id: string }>('SELECT id FROM top_up_lot WHERE membership_id = ?', [
      wrong!.membershipId,
    ]);
    const correction = { lotId: lot!.id, amountFen: yuan(300), tender: '', reason: '按错' };
    await night.act(async (tx) => {
      await night.world.get(CorrectTopUp).within(tx, correction, handOf(night.clerk));
      return null;
    });
    const tiers = await night.world.rows<{ id: string; tier: string }>('SELECT id, tier FROM membership');
    const tierOf = (id: string) => tiers.find((row) => row.id === id)?.tier;
    expect([tierOf(kept!.membershipId), tierOf(wrong!.membershipId)]).toEqual(['VIP', 'ORDINARY']);
  });

  it('ends for a holder who never comes, and goes over to another blank when it is lost before', async () => {
    const [closed, lost, refunded] = await sold(['丙某', '丁某', '戊某']);
    const shown = { documentNumber: KNOWN_ID, phone: '', nameSeen: true };
    const phoneOf = (card: SealedPerson) => night.world.get(PersonFields).phone(card) ?? '';
    const proof = { ...shown, phone: phoneOf(closed!) };
    await night.world.get(RenewCard).close(night.clerk, uuidv7(), closed!.cardId, proof);
    expect(await night.stateOf(closed!.cardId)).toEqual({ state: 'CLOSED' });
    const cardNo = '8812000058';
    await night.replace(lost!.cardId, { ...shown, phone: phoneOf(lost!), cardNo });
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.notActive'));
    await expect(night.swiped(lost!.cardNo)).rejects.toEqual(refused('card.replaced'));
    const paper = await night.world.one<{ id: string }>('SELECT MAX(document_id) AS id FROM unit_card_sale');
    await night.act((tx) => night.world.get(CardsService).endAll(tx, refunded!.membershipId, 'REFUNDED', paper!.id));
    expect(await night.stateOf(refunded!.cardId)).toEqual({ state: 'REFUNDED' });
  });

  it('is taken back where nobody has come: fee by its tender, cards blank, people forgotten; who came keeps the card', async () => {
    const { world, clerk, lead, reader } = night;
    const cash = { tender: 'CASH', received: '' };
    const list = ['己某', '壬某', '癸某'].map((name, n) => line(name, `1370000080${n}`)).join('\n');
    const { saleId } = await sell(list, cash);
    const undo = (reason = '卡号抄错一列', staffNo = lead.person.staffNo, sale = saleId) =>
      world.get(UndoUnitCards).undo(clerk, uuidv7(), { saleId: sale, reason }, { staffNo, pin: PIN });
    const [came, topped, waits] = await world.get(UnitCardsQueries).cards(reader, saleId);
    await activate(came!.cardId, { phone: '13700000800' });
    await expect(undo(' ')).rejects.toEqual(refused('cards.undo.reasonRequired'));
    await expect(undo('抄错', clerk.person.staffNo)).rejects.toEqual(refused('cosign.self'));
    const filled = [{ line: 1, cardNo: topped!.cardNo, amountFen: yuan(100) }];
    const wish = { ...unit, agent, lines: filled, payerAccount: '6222', tender: 'TRANSFER', reference: '' } as const;
    const { documentId } = await world.get(UnitTopUps).atDesk(clerk, uuidv7(), wish);
    await expect(undo()).rejects.toEqual(refused('cards.undo.used'));
    await night.act((tx) =>
      world
        .get(CardsService)
        .end(tx, topped!.cardId, 'CLOSED', documentId)
        .then(() => null),
    );
    expect(await undo()).toMatchObject({ cards: 1, feeFen: 20_000 });
    await expect(undo()).rejects.toEqual(refused('cards.unit.noneWaits'));
    expect((await night.swiped(came!.cardNo)).membershipId).toBe(came!.membershipId);
    expect(await night.stateOf(waits!.cardId)).toEqual({ state: 'STOCK' });
    const gone = await world.one('SELECT erased_at FROM person WHERE id = ?', [waits!.personId]);
    expect(gone).toEqual({ erasedAt: expect.any(Number) });
    await sell(`${waits!.cardNo} 子某 13700000803`, cash);
    const after = await world.get(UnitCardsQueries).cards(reader, saleId);
    expect(after.map(({ cardState }) => cardState)).toEqual(['ACTIVE', 'CLOSED', 'STOCK']);
  });
});
