import { uuidv7 } from 'uuidv7';
import { Reader } from '../../src/platform/database/reader.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { ApprovalsModule } from '../../src/staff/approvals/approvals.module.js';
import { OnSpotCoSigner } from '../../src/staff/approvals/on-spot-co-signer.js';
import { PendingSignatures } from '../../src/staff/approvals/pending-signatures.js';
import { SignaturesQueries } from '../../src/staff/approvals/signatures.queries.js';
import { Delegations } from '../../src/staff/delegation/delegations.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { StaffModule } from '../../src/staff/staff.module.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { VenueModule } from '../../src/venue/venue.module.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, given, hire, type House, openHouse, PIN } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });

describeOnBothDatabases('signatures before handover, on the spot and by stand-ins', (db) => {
  let world: World;
  let house: House;
  let wang: Colleague;
  let zhao: Colleague;
  let li: Colleague;
  let chen: Colleague;
  beforeAll(async () => {
    world = await openRooms(db, [VenueModule, StaffModule, ApprovalsModule]);
    house = await openHouse(world);
    wang = await hire(house, '8801', 'CLERK', { name: '王丽' });
    zhao = await hire(house, '8802', 'CLERK', { name: '赵敏' });
    li = await hire(house, '8803', 'DUTY_SUPERVISOR', { name: '李强' });
    chen = await hire(house, '8804', 'CUSTOMER_SERVICE_MANAGER', { name: '陈晨' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const desk = (person: Colleague) => at(house, person);
  const signatures = () => world.get(PendingSignatures);
  const supervisor = () => ({ staffNo: li.staffNo, pin: PIN });
  const unsigned = () => signatures().unsignedCount(world.get(Reader), house.store.id, house.businessDate);

  /** A damaged cup is exchanged: it counts at once and is signed later. */
  async function exchange(person = wang): Promise<string> {
    const here = desk(person);
    const command = commandOfTheDay(here, 'gifts.exchange', uuidv7(), {});
    const draft = { kind: 'gifts.exchange', documentId: null, summary: { key: 'acts.gifts.exchange' } } as const;
    return (await world.get(UnitOfWork).run(command, (tx) => signatures().add(tx, here.person.roles, draft))).result;
  }

  it('lists what counts already and lets the supervisor sign the list with one PIN', async () => {
    const ids = [await exchange(), await exchange(zhao)];
    expect(await unsigned()).toBe(2);
    expect(await world.get(SignaturesQueries).unsigned(desk(wang))).toMatchObject([
      { actorName: '王丽', kind: 'gifts.exchange' },
      { actorName: '赵敏' },
    ]);
    expect(await signatures().sign(desk(wang), uuidv7(), ids, supervisor())).toBe(2);
    expect(await unsigned()).toBe(0);
    const given = await world.rows<{ signedBy: string; role: string }>('SELECT signed_by, role FROM given_signature');
    expect(given).toEqual([1, 2].map(() => ({ signedBy: li.id, role: 'DUTY_SUPERVISOR' })));
  });

  it('keeps the day open until the list is signed', async () => {
    const id = await exchange();
    const obstacles = await world
      .get(BusinessDaysService)
      .obstacles(world.get(Reader), house.store.id, house.businessDate);
    expect(obstacles).toMatchObject([{ key: 'approvals.signatures.open', params: { count: 1 } }]);
    await signatures().sign(desk(li), uuidv7(), [id], supervisor());
    expect(
      await world.get(BusinessDaysService).obstacles(world.get(Reader), house.store.id, house.businessDate),
    ).toEqual([]);
  });

  it('signs all of the list that was read or nothing of it', async () => {
    const [mine, others] = [await exchange(li), await exchange()];
    await expect(signatures().sign(desk(li), uuidv7(), [mine, others], supervisor())).rejects.toEqual(
      refused('cosign.self'),
    );
    expect(await unsigned()).toBe(2);
    await signatures().sign(desk(wang), uuidv7(), [others], supervisor());
    await expect(
      signatures().sign(desk(wang), uuidv7(), [mine, others], { staffNo: chen.staffNo, pin: PIN }),
    ).rejects.toEqual(refused('signatures.changed'));
    await signatures().sign(desk(wang), uuidv7(), [mine], { staffNo: chen.staffNo, pin: PIN });
    await expect(signatures().sign(desk(wang), uuidv7(), [], supervisor())).rejects.toEqual(refused('signatures.none'));
    expect(await unsigned()).toBe(0);
  });

  it('takes a supervisor on the spot, never the clerk who acts, nor another clerk, nor a wrong PIN', async () => {
    const onSpot = world.get(OnSpotCoSigner);
    expect(await onSpot.verify(desk(wang), 'signatures.collect', supervisor())).toEqual({
      staffId: li.id,
      role: 'DUTY_SUPERVISOR',
    });
    const tries = [
      [{ staffNo: wang.staffNo, pin: PIN }, 'cosign.self'],
      [{ staffNo: zhao.staffNo, pin: PIN }, 'cosign.role'],
      [{ staffNo: li.staffNo, pin: '135790' }, 'staff.pin.refused'],
      [{ staffNo: '0000', pin: PIN }, 'staff.pin.refused'],
    ] as const;
    for (const [typed, code] of tries) {
      await expect(onSpot.verify(desk(wang), 'signatures.collect', typed)).rejects.toEqual(refused(code));
    }
    await expect(onSpot.verify(desk(li), 'signatures.collect', supervisor())).rejects.toEqual(refused('cosign.self'));
  });

  it('locks out a PIN that is guessed, also for the right one', async () => {
    const sun = await hire(house, '8890', 'DUTY_SUPERVISOR');
    const onSpot = world.get(OnSpotCoSigner);
    const guess = (pin: string) => onSpot.verify(desk(wang), 'signatures.collect', { staffNo: sun.staffNo, pin });
    for (let tries = 0; tries < 10; tries += 1)
      await expect(guess('246801')).rejects.toMatchObject({
        code: expect.stringMatching(/^staff\.pin\.(refused|locked)$/),
      });
    await expect(guess(PIN)).rejects.toEqual(refused('staff.pin.locked'));
  });

  it('does not carry a signature over to another document: the form’s key belongs to one input', async () => {
    const coSigner = await world.get(OnSpotCoSigner).verify(desk(wang), 'signatures.collect', supervisor());
    const key = uuidv7();
    const act = (document: string) =>
      world
        .get(UnitOfWork)
        .run(commandOfTheDay(desk(wang), 'gifts.exchange', key, { document }, [coSigner]), async () => ({ document }));
    await act('LP20261120-0001');
    expect((await act('LP20261120-0001')).repeated).toBe(true);
    await expect(act('LP20261120-0002')).rejects.toEqual(refused('form.keyReused'));
  });

  describe('a stand-in for the supervisor (counter-practice H20)', () => {
    const stands = (fromDate: string, toDate: string) =>
      world.get(Delegations).grant(desk(chen), uuidv7(), {
        staffNo: zhao.staffNo,
        role: 'DUTY_SUPERVISOR',
        fromDate,
        toDate,
        reason: '李主管休假',
      });
    const signs = (person = wang, now = desk(person)) =>
      world.get(OnSpotCoSigner).verify(now, 'signatures.collect', { staffNo: zhao.staffNo, pin: PIN });

    it('signs on the named dates and not a day longer', async () => {
      await expect(signs()).rejects.toEqual(refused('cosign.role'));
      await stands('2026-11-20', '2026-11-21');
      expect(await signs()).toEqual({ staffId: zhao.id, role: 'DUTY_SUPERVISOR' });
      expect(await signs(wang, { ...desk(wang), businessDate: '2026-11-21' })).toMatchObject({ staffId: zhao.id });
      await expect(signs(wang, { ...desk(wang), businessDate: '2026-11-22' })).rejects.toEqual(refused('cosign.role'));
      await expect(signs(wang, { ...desk(wang), businessDate: '2026-11-19' })).rejects.toEqual(refused('cosign.role'));
    });

    it('still does not sign an own act', async () => {
      await expect(signs(zhao)).rejects.toEqual(refused('cosign.self'));
    });

    it('ends when the manager takes it back, once', async () => {
      const delegations = world.get(Delegations);
      const [row] = await delegations.list(desk(chen));
      await delegations.end(desk(chen), uuidv7(), row!.id);
      await expect(signs()).rejects.toEqual(refused('cosign.role'));
      await expect(delegations.end(desk(chen), uuidv7(), row!.id)).rejects.toEqual(refused('delegation.ended'));
    });

    it('is somebody active of this store, and not the manager themselves', async () => {
      const delegations = world.get(Delegations);
      const term = { role: 'DUTY_SUPERVISOR', fromDate: '2026-11-20', toDate: '2026-11-20', reason: '休假' };
      const other = await openHouse(world, { name: '星河KTV 天河店' });
      await hire(other, '9901', 'CLERK');
      for (const staffNo of ['0000', '9901']) {
        await expect(delegations.grant(desk(chen), uuidv7(), { ...term, staffNo })).rejects.toEqual(
          refused('delegation.unknownPerson'),
        );
      }
      await expect(delegations.grant(desk(chen), uuidv7(), { ...term, staffNo: chen.staffNo })).rejects.toEqual(
        refused('delegation.self'),
      );
      await expect(
        delegations.end(at(other, chen), uuidv7(), (await delegations.list(desk(chen)))[0]!.id),
      ).rejects.toEqual(refused('page.notFound'));
    });
  });

  it('cannot be rewritten: requests, decisions and signatures refuse change', async () => {
    const id = await exchange();
    for (const sql of ['UPDATE pending_signature SET summary = ?', 'DELETE FROM given_signature WHERE role <> ?']) {
      await expect(given(world, house.store.id, async (tx) => (await tx.run(sql, ['x']), null))).rejects.toMatchObject({
        message: expect.stringContaining('append-only'),
      });
    }
    await signatures().sign(desk(wang), uuidv7(), [id], supervisor());
  });
});
