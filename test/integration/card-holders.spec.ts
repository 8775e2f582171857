import { uuidv7 } from 'uuidv7';
import { CardDuties } from '../../src/cards/card-duties.js';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardsService } from '../../src/cards/cards.service.js';
import { HolderChanges } from '../../src/cards/holder-changes.js';
import { RenewCard } from '../../src/cards/life/renew-card.js';
import { TransferCard, type TransferInput } from '../../src/cards/life/transfer-card.js';
import { TierFigures } from '../../src/cards/tier/tier-figures.js';
import { TierSteps } from '../../src/cards/tier-steps.js';
import { MemberQueries } from '../../src/members/member.queries.js';
import { PersonFields } from '../../src/members/sealed-person.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { grantPoints } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { given, type House } from '../support/people.js';
import { type World } from '../support/world.js';
import {
  type CardNight,
  cardNight,
  SHOWN,
  KNOWN_ID,
  OTHER_ID,
  approveOnly,
  holderOf,
  member,
  topUpTold,
} from '../support/cards.js';

const refused = (code: string) => expect.objectContaining({ code });

const TO: TransferInput = {
  ...SHOWN,
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

describeOnBothDatabases('a card and its holder', (db) => {
  let night: CardNight;
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let lead: DeskContext;
  let reader: Reader;
  beforeAll(async () => {
    night = await cardNight(db);
    ({ world, house, clerk, lead, reader } = night);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('goes to another holder: both show a document, the new one signs the charter, and the old proofs end', async () => {
    const before = await night.known();
    await grantPoints(house, before.membershipId, 50);
    const told: string[] = [];
    world.get(HolderChanges).register(async (_tx, { membershipId }) => void told.push(membershipId));
    const ask = (more: Partial<TransferInput>) =>
      world.get(TransferCard).ask(clerk, uuidv7(), before.cardId, { ...TO, ...more });
    await expect(ask({ newDocument: KNOWN_ID })).rejects.toEqual(refused('card.transfer.same'));
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
    await expect(world.get(TransferCard).ask(clerk, uuidv7(), cardId, TO)).rejects.toEqual(
      refused('card.transfer.kind'),
    );
    await night.report(cardId);
    await expect(renew(true, '2027-07-01')).rejects.toEqual(refused('card.renew.state'));
    const { cardId: endless } = await night.known();
    await expect(world.get(RenewCard).renew(clerk, uuidv7(), endless, { seen: true, until: null })).rejects.toEqual(
      refused('card.renew.endless'),
    );
  });

  it('is closed when nothing is left on it, and not before', async () => {
    const { cardId, membershipId } = await night.known();
    await grantPoints(house, membershipId, 10);
    const close = (id: string) => world.get(RenewCard).close(clerk, uuidv7(), id, SHOWN);
    await expect(close(cardId)).rejects.toEqual(refused('card.close.value'));
    const empty = await night.known();
    await close(empty.cardId);
    await expect(night.swiped(empty.cardNo)).rejects.toEqual(refused('card.closed'));
  });

  it('is refunded with all its cards, a lost one too', async () => {
    const { membershipId, cardId, cardNo } = await night.known();
    const { documentId } = await night.report(cardId);
    const ended = await given(
      world,
      house.store.id,
      (tx) => world.get(CardsService).endAll(tx, membershipId, 'REFUNDED', documentId ?? ''),
      '2026-11-20',
    );
    expect(ended).toBe(1);
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.refunded'));
  });

  it('expires only when it bears no name, with the day, and serves again once it is renewed', async () => {
    const named = await night.known();
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
    await expect(night.swiped(cardNo)).rejects.toEqual(refused('card.expired'));
    expect(await night.stateOf(cardId)).toEqual({ state: 'EXPIRED' });
    await given(
      world,
      house.store.id,
      async (tx) => (await world.get(CardsService).renew(tx, cardId, '2029-11-20'), null),
    );
    await expect(night.swiped(cardNo)).resolves.toMatchObject({ cardState: 'ACTIVE' });
  });

  it('keeps its tier while another top-up carries it, and falls with that one (4.12): no floor nobody sees', async () => {
    const { membershipId } = await night.known();
    const lots = [
      await topUpTold(house, membershipId, { topUpFen: 300_000 }),
      await topUpTold(house, membershipId, { topUpFen: 300_000, cumulativeFen: 600_000 }),
    ];
    world.get(TierFigures).register(async (_db, id, without) => ({
      balanceFen: 0,
      topUps:
        id === membershipId
          ? lots
              .filter((lot) => lot !== without.documentId)
              .map((documentId) => ({ documentId, principalFen: 300_000 }))
          : [],
    }));
    const back = async () => {
      const [lotDocumentId = ''] = lots;
      const paper = { topUp: { membershipId, documentId: lotDocumentId }, documentId: lotDocumentId, note: '退卡' };
      const tier = await night.act((tx) => world.get(TierSteps).takeBack(tx, paper));
      lots.shift();
      return tier;
    };
    expect(await back()).toBe('VIP');
    expect(await world.get(TierSteps).last(reader, membershipId)).toMatchObject({ cause: 'KEPT', toTier: 'VIP' });
    expect(await back()).toBe('ORDINARY');
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
