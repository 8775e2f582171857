import { uuidv7 } from 'uuidv7';
import { CardsModule } from '../../src/cards/cards.module.js';
import { EnrolmentDrafts } from '../../src/cards/enrolment-drafts.js';
import { EnrolmentStartService } from '../../src/cards/enrolment-start.service.js';
import { EnrolmentService } from '../../src/cards/enrolment.service.js';
import { AgeRefusals } from '../../src/cards/age-refusals.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { Reader } from '../../src/platform/database/reader.js';
import { ErrorStatusesModule } from '../../src/platform/http/error-statuses.module.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol, startEnrolment, typed } from '../support/members.js';
import { at, hire, openHouse, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('from the offer to the draft, and who is turned away', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let reception: DeskContext;
  let reader: Reader;
  beforeAll(async () => {
    world = await openRooms(db, [ErrorStatusesModule, I18nModule, LedgerModule, CardsModule], {
      at: '2026-11-20T21:35',
    });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
    reception = at(house, await hire(house, '7001', 'RECEPTION'));
    reader = world.get(Reader);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const attempt = (draftId: string, values: Parameters<typeof typed>[0], key = uuidv7()) =>
    world.get(EnrolmentService).enrol(clerk, key, draftId, typed(values));

  it('is begun at reception and finished at the VIP centre; both are stored', async () => {
    const draftId = await startEnrolment(world, reception);
    await world
      .get(EnrolmentStartService)
      .save(reception, uuidv7(), draftId, { name: '欧阳娜娜', phone: '13900001111' });
    world.clock.advance(23 * 3_600_000);
    const kept = await world.get(EnrolmentDrafts).read(reader, house.store.id, draftId, world.clock.now());
    expect(kept.values).toEqual({ name: '欧阳娜娜', phone: '13900001111' });
    const { result } = await attempt(draftId, { ...kept.values });
    expect(
      await world.one('SELECT explained_by, entered_by FROM enrolment WHERE id = ?', [result.enrolmentId]),
    ).toEqual({
      explainedBy: reception.person.id,
      enteredBy: clerk.person.id,
    });
  });

  it('does not finish a draft of 25 hours, and forgets what stood in it', async () => {
    const draftId = await startEnrolment(world, reception);
    world.clock.advance(25 * 3_600_000);
    await expect(attempt(draftId, {})).rejects.toEqual(refused('cards.draft.expired'));
    await startEnrolment(world, reception);
    const row = await world.one<{ state: string; sealedKey: string | null }>(
      'SELECT d.state, k.sealed_key FROM enrolment_draft d JOIN person_key k ON k.person_id = d.person_id WHERE d.id = ?',
      [draftId],
    );
    expect(row).toEqual({ state: 'DROPPED', sealedKey: null });
  });

  it('is turned away one day too young, on the birthday too, and let in the day after', async () => {
    const seen = { adult: 'DOCUMENT_SEEN', documentType: 'PASSPORT' };
    for (const birthDate of ['2008-11-21', '2008-11-20']) {
      const draftId = await startEnrolment(world, clerk);
      await expect(attempt(draftId, { ...seen, birthDate })).rejects.toEqual(
        refused('cards.adult.underAge', { age: 18 }),
      );
      expect(await world.one('SELECT COUNT(*) AS n FROM age_refusal WHERE draft_id = ?', [draftId])).toEqual({ n: 1 });
    }
    await expect(enrol(world, clerk, { ...seen, birthDate: '2008-11-19' })).resolves.toBeDefined();
  });

  it('after a refusal shows the document itself, and the supervisor sees both entries (H29)', async () => {
    const draftId = await startEnrolment(world, clerk);
    const values = { phone: '13700001111', adult: 'DOCUMENT_SEEN', birthDate: '2009-03-14' };
    await expect(attempt(draftId, values)).rejects.toEqual(refused('cards.adult.underAge'));
    const again = { ...values, birthDate: '2000-02-29' };
    await expect(attempt(draftId, again)).rejects.toEqual(refused('cards.adult.documentAfterRefusal'));
    const otherDraft = await startEnrolment(world, clerk);
    await expect(attempt(otherDraft, { phone: '13700001111' })).rejects.toEqual(
      refused('cards.adult.documentAfterRefusal'),
    );
    const { result } = await attempt(draftId, {
      ...again,
      documentType: 'RESIDENT_ID',
      documentNumber: '110101200002290018',
    });
    const rows = await world.get(AgeRefusals).list(reader, house.store.id);
    expect(rows).toContainEqual(
      expect.objectContaining({ enrolmentId: result.enrolmentId, enteredBy: clerk.person.id }),
    );
  });

  it('is refused for good without a trace of who it was', async () => {
    const draftId = await startEnrolment(world, clerk);
    await world.get(EnrolmentStartService).refuse(clerk, uuidv7(), draftId, '13711112222');
    await expect(attempt(draftId, {})).rejects.toEqual(refused('cards.draft.expired'));
  });

  it('says no to the offer and is only counted (003E-100)', async () => {
    await world.get(EnrolmentStartService).decline(clerk, uuidv7(), null);
    expect(await world.one('SELECT COUNT(*) AS n FROM offer_decline')).toEqual({ n: 1 });
  });
});
