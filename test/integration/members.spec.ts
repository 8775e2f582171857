import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardsModule } from '../../src/cards/cards.module.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { MemberQueries } from '../../src/members/member.queries.js';
import { MemberSearch } from '../../src/members/member-search.js';
import { ProfileService } from '../../src/members/profile.service.js';
import { classifySearch } from '../../src/members/rules/search-query.js';
import { PersonFields } from '../../src/members/sealed-person.js';
import { Reveals } from '../../src/members/reveals.js';
import { Reader } from '../../src/platform/database/reader.js';
import { ErrorStatusesModule } from '../../src/platform/http/error-statuses.module.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol, forget } from '../support/members.js';
import { at, type Colleague, hire, openHouse, PIN, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });
const TODAY = '2026-11-20';

describeOnBothDatabases('the members of the house', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let lead: DeskContext;
  let boss: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    world = await openRooms(db, [ErrorStatusesModule, I18nModule, LedgerModule, CardsModule], {
      at: '2026-11-20T21:35',
    });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK'));
    lead = at(house, await hire(house, '8002', 'DUTY_SUPERVISOR'));
    boss = await hire(house, '9001', 'CUSTOMER_SERVICE_MANAGER');
    reader = world.get(Reader);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const find = async (text: string) =>
    (await world.get(MemberSearch).find(reader, classifySearch(text, TODAY), 20)).map(
      ({ membershipId }) => membershipId,
    );
  const change = (membershipId: string, typed: Record<string, string>) =>
    world.get(ProfileService).change(clerk, uuidv7(), membershipId, {
      field: '',
      value: '',
      calendar: 'SOLAR',
      leapMonth: '',
      proof: '',
      oldPhone: '',
      oldBirthday: '',
      ...typed,
    });

  it('are found by whatever the guest says, by every reading of the name', async () => {
    const seen = {
      adult: 'DOCUMENT_SEEN',
      documentType: 'RESIDENT_ID',
      documentNumber: '34052419800101001X',
      birthDate: '1980-01-01',
    };
    const { membershipId } = await enrol(world, clerk, { name: '查良镛', phone: '13988887766', ...seen });
    const other = await enrol(world, clerk, { name: '阿依古丽·买买提', phone: '13988880000' });
    for (const text of [
      '13988887766',
      '+86 139-8888-7766',
      '7766',
      '887766',
      'zly',
      'cly',
      'ZLY',
      'zhaliang',
      '查',
      '良镛',
      '34052419800101001x',
    ]) {
      expect([text, await find(text)]).toEqual([text, [membershipId]]);
    }
    expect(await find('古丽・买买提')).toEqual([other.membershipId]);
    for (const text of ['13988887767', '7767', 'zlx', '34052419800101002X']) {
      expect([text, await find(text)]).toEqual([text, []]);
    }
    expect(await find("' OR 1=1 --")).toEqual([]);
  });

  it('change a wish at once, and a phone only when a lead agrees; the old number stays sealed', async () => {
    const { membershipId } = await enrol(world, clerk, { phone: '13600001111' });
    expect(await change(membershipId, { field: 'title', value: 'MS' })).toBeNull();
    const phone = { field: 'phone', value: '13600002222' };
    await expect(change(membershipId, phone)).rejects.toEqual(refused('members.proof.required'));
    const wrong = { ...phone, proof: 'OLD_PHONE', oldPhone: '13600001111', oldBirthday: '3-15' };
    await expect(change(membershipId, wrong)).rejects.toEqual(refused('members.proof.mismatch'));
    const noted = `SELECT COUNT(*) AS n FROM journal_entry WHERE kind = 'members.changeProfile' AND outcome = 'REFUSED'`;
    expect(await world.one(noted)).toEqual({ n: 1 });
    const birthday = { ...wrong, field: 'birthday', value: '5-20', oldBirthday: '3-14' };
    await expect(change(membershipId, birthday)).rejects.toEqual(refused('members.proof.document'));
    const parked = await change(membershipId, { ...wrong, oldBirthday: '3-14' });
    expect(await find('13600002222')).toEqual([]);
    await world.get(ApprovalDecisions).approve(lead, uuidv7(), parked!.id, PIN);
    expect(await find('13600002222')).toEqual([membershipId]);
    expect(await find('13600001111')).toEqual([]);
    const holder = (await world.get(CardLookup).byMembership(reader, membershipId))!;
    const old = await world.one<{ sealedOld: string }>(
      `SELECT sealed_old FROM profile_change WHERE person_id = ? AND field = 'phone'`,
      [holder.personId],
    );
    expect(world.get(PersonFields).open(holder, 'phone', old!.sealedOld)).toBe('13600001111');
  });

  it('are shown in full only with a reason, noted, and not without end', async () => {
    const { membershipId } = await enrol(world, clerk, { phone: '13600003333' });
    const show = (reason: string) => world.get(Reveals).reveal(clerk, membershipId, 'phone', reason);
    await expect(show(' ')).rejects.toEqual(refused('text.required'));
    expect(await show('生日回电')).toBe('136 0000 3333');
    for (let look = 1; look < 80; look += 1) await show('生日回电');
    await expect(show('生日回电')).rejects.toEqual(refused('members.reveal.tooMany', { max: 80 }));
  });

  it('can be forgotten: the person is gone from every row, the figures stay', async () => {
    const { membershipId, documentId, enrolmentId } = await enrol(world, clerk, {
      name: '金丝雀',
      phone: '13600004444',
      preferences: '金丝雀包厢',
      address: '金丝雀路 9 号',
    });
    const { personId } = (await world.get(CardLookup).byMembership(reader, membershipId))!;
    const parked = (await change(membershipId, { field: 'phone', value: '13600005555', proof: 'DOCUMENT' }))!;
    const waits = forget(world, lead, membershipId, boss);
    await expect(waits).rejects.toEqual(refused('members.erase.open', { matters: '1 件事待审批' }));
    await world.get(ApprovalDecisions).refuse(lead, uuidv7(), parked.id, '客人要删除资料');
    await expect(forget(world, lead, membershipId, lead.person)).rejects.toEqual(refused('cosign.self'));
    await forget(world, lead, membershipId, boss);
    for (const text of ['13600004444', '4444', 'jsq', '金丝雀']) expect(await find(text)).not.toContain(membershipId);
    const row = await world.get(MemberQueries).byId(reader, membershipId);
    expect(row).toMatchObject({
      sealedName: null,
      sealedPhone: null,
      sealedAddress: null,
      phoneHash: null,
      sealedKey: null,
    });
    expect(await world.one('SELECT reason, by_id, co_signer_id FROM person_erasure')).toEqual({
      reason: '客人书面申请',
      byId: lead.person.id,
      coSignerId: boss.id,
    });
    expect(await world.one('SELECT COUNT(*) AS n FROM person_token WHERE person_id = ?', [personId])).toEqual({ n: 0 });
    expect((await world.get(DocumentsQueries).find(house.store.id, documentId))?.body).toBeNull();
    expect(await world.one('SELECT fee_fen FROM enrolment WHERE id = ?', [enrolmentId])).toEqual({ feeFen: 20_000 });
    await expect(forget(world, lead, membershipId, boss)).rejects.toEqual(refused('page.notFound'));
  });
});
