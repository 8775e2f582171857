import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardsModule } from '../../src/cards/cards.module.js';
import { EnrolmentUndoService } from '../../src/cards/enrolment-undo.service.js';
import { EnrolmentService } from '../../src/cards/enrolment.service.js';
import { assertUsable } from '../../src/cards/rules/card-life.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { Consents } from '../../src/members/consents.js';
import { PersonFields } from '../../src/members/sealed-person.js';
import { Reader } from '../../src/platform/database/reader.js';
import { ErrorStatusesModule } from '../../src/platform/http/error-statuses.module.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol, startEnrolment, typed } from '../support/members.js';
import { at, hire, openHouse, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });
const faults = (...wrong: [field: string, code: string][]) =>
  expect.objectContaining({
    faults: expect.arrayContaining(wrong.map(([field, code]) => expect.objectContaining({ field, code }))),
  });

describeOnBothDatabases('a guest becomes a member', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let reader: Reader;
  beforeAll(async () => {
    world = await openRooms(db, [ErrorStatusesModule, I18nModule, LedgerModule, CardsModule], {
      at: '2026-11-20T21:35',
    });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
    reader = world.get(Reader);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const drawer = () =>
    world.get(Ledger).balance(reader, 'FEN', { kind: 'cash.drawer', owner: house.terminal.drawerId });
  const attempt = (draftId: string, values: Parameters<typeof typed>[0], key = uuidv7()) =>
    world.get(EnrolmentService).enrol(clerk, key, draftId, typed(values));

  it('pays 200 yuan, signs the charter and leaves with an active card and a paper (003E-001, 002, 089, 096)', async () => {
    const before = await drawer();
    const made = await enrol(world, clerk, { cardNo: ';8800000001=9912?', received: '300', marketing: '1' });
    expect(made.number).toMatch(/^BK20261120-\d{4}$/);
    expect((await drawer()) - before).toBe(20_000);
    const holder = await world.get(CardLookup).byNumber(reader, '8800000001');
    expect(holder).toMatchObject({
      cardState: 'ACTIVE',
      kindCode: 'MEMBER',
      tier: 'ORDINARY',
      joinedOn: '2026-11-20',
      validUntil: null,
    });
    expect(() => assertUsable(holder!, '2026-11-20')).not.toThrow();
    expect(world.get(PersonFields).maskedName(holder!)).toBe('张**');
    expect(await world.get(Consents).allowsMarketing(reader, holder!.personId)).toBe(true);
    const steps = await world.rows('SELECT action FROM card_step WHERE card_id = ? ORDER BY id', [holder!.cardId]);
    expect(steps).toEqual([{ action: 'issue' }, { action: 'activate' }]);
    const paper = await world.get(DocumentsQueries).find(house.store.id, made.documentId);
    expect(paper?.body).toContain('100.00');
    expect(paper?.body).toContain('张先生');
    expect(paper?.copies).toHaveLength(2);
  });

  it('who shares a phone with a member is asked first, and then let in', async () => {
    const first = typed();
    await enrol(world, clerk, first);
    const again = { phone: first.phone, name: '李四' };
    await expect(enrol(world, clerk, again)).rejects.toEqual(refused('cards.duplicate.found', { count: 1 }));
    await expect(enrol(world, clerk, { ...again, duplicateChecked: '1' })).resolves.toBeDefined();
  });

  it('needs a blank card: not one in use, not a payment code, not a phone', async () => {
    const first = typed();
    await enrol(world, clerk, first);
    await expect(enrol(world, clerk, { cardNo: first.cardNo })).rejects.toEqual(refused('card.no.used'));
    await expect(enrol(world, clerk, { cardNo: '134567890123456789' })).rejects.toEqual(
      faults(['cardNo', 'card.no.paymentCode']),
    );
    await expect(enrol(world, clerk, { cardNo: '13812345678' })).rejects.toEqual(faults(['cardNo', 'card.no.phone']));
  });

  it('with a student card shows a proof that is still valid, and the card ends with it (003E-094)', async () => {
    const student = { feeFen: '10000', received: '100', adult: 'DOCUMENT_SEEN', birthDate: '2006-01-01' };
    await expect(enrol(world, clerk, student, 'STUDENT')).rejects.toEqual(refused('cards.proof.required'));
    const shown = { ...student, proofSeen: '1', proofUntil: '2026-11-19' };
    await expect(enrol(world, clerk, shown, 'STUDENT')).rejects.toEqual(refused('cards.proof.expired'));
    const { membershipId } = await enrol(world, clerk, { ...shown, proofUntil: '2027-07-01' }, 'STUDENT');
    const holder = await world.get(CardLookup).byMembership(reader, membershipId);
    expect(holder).toMatchObject({ kindCode: 'STUDENT', validUntil: '2027-07-01' });
    expect(() => assertUsable(holder!, '2027-07-02')).toThrow('card.expired');
  });

  it('gets the same paper when Enter is pressed twice, and nothing for another amount under the same key', async () => {
    const draftId = await startEnrolment(world, clerk);
    const [key, values] = [uuidv7(), typed()];
    const [one, two] = await Promise.all(
      [1, 2].map(() => world.get(EnrolmentService).enrol(clerk, key, draftId, values)),
    );
    expect(one!.result).toEqual(two!.result);
    expect([one, two].filter((outcome) => outcome!.repeated)).toHaveLength(1);
    const other = { ...values, received: '500' };
    await expect(world.get(EnrolmentService).enrol(clerk, key, draftId, other)).rejects.toEqual(
      refused('form.keyReused'),
    );
  });

  it('is told field by field what is wrong with hostile text', async () => {
    const draftId = await startEnrolment(world, clerk);
    const hostile = {
      name: '<script>alert(1)</script>',
      phone: '1e3',
      birthday: '2-31',
      received: '1.005',
      preferences: 'x'.repeat(9999),
    };
    await expect(attempt(draftId, { ...hostile, privacy: '', reviewed: '' })).rejects.toEqual(
      faults(
        ['name', 'members.name.invalid'],
        ['phone', 'members.phone.invalid'],
        ['birthday', 'members.birthday.invalid'],
        ['received', 'money.tooPrecise'],
        ['preferences', 'text.tooLong'],
        ['privacy', 'cards.privacy.required'],
        ['reviewed', 'cards.reviewed.required'],
      ),
    );
    for (const received of ['-200', '∞', '9'.repeat(30), '199.99']) {
      await expect(attempt(draftId, { received })).rejects.toBeDefined();
    }
  });

  it('is told what only the house knows: another fee by now, no drawer, no such recommender, a draft already used', async () => {
    const draftId = await startEnrolment(world, clerk);
    await expect(attempt(draftId, { feeFen: '10000' })).rejects.toEqual(refused('cards.fee.changed'));
    await expect(attempt(draftId, { recommenderNo: '9999' })).rejects.toEqual(refused('cards.recommender.unknown'));
    await expect(attempt(draftId, { adult: '' })).rejects.toEqual(faults(['adult', 'cards.adult.required']));
    const unsigned = faults(['charterSigned', 'cards.charter.notSigned']);
    await expect(attempt(draftId, { charterSigned: '' })).rejects.toEqual(unsigned);
    const phone = { ...clerk, terminal: null };
    const byPhone = world.get(EnrolmentService).enrol(phone, uuidv7(), draftId, typed());
    await expect(byPhone).rejects.toEqual(refused('cards.fee.noDrawer'));
    await attempt(draftId, {});
    await expect(attempt(draftId, {})).rejects.toEqual(refused('cards.draft.done'));
  });

  it('changes their mind after paying: fee back, card blank, guest forgotten, once and only that day', async () => {
    const before = await drawer();
    const values = typed({ name: '金丝雀' });
    const made = await enrol(world, clerk, values);
    const undo = (enrolmentId: string, desk = clerk) =>
      world.get(EnrolmentUndoService).undo(desk, uuidv7(), enrolmentId, '客人改主意');
    const { result } = await undo(made.enrolmentId);
    expect(result.number).toMatch(/^CX20261120-/);
    expect(await drawer()).toBe(before);
    expect(await world.get(CardLookup).byNumber(reader, values.cardNo!)).toBeUndefined();
    const paper = await world.get(DocumentsQueries).find(house.store.id, made.documentId);
    expect(paper?.body).toBeNull();
    await expect(undo(made.enrolmentId)).rejects.toEqual(refused('cards.undo.done'));
    const next = await enrol(world, clerk, { ...typed(), cardNo: values.cardNo });
    const tomorrow = { ...clerk, businessDate: '2026-11-21' };
    await expect(undo(next.enrolmentId, tomorrow)).rejects.toEqual(refused('cards.undo.tooLate'));
    const elsewhere = at(await openHouse(world, { name: '另一家' }), clerk.person);
    await expect(undo(next.enrolmentId, elsewhere)).rejects.toEqual(refused('page.notFound'));
  });
});
