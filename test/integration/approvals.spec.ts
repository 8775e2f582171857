import { uuidv7 } from 'uuidv7';
import { PersonVault } from '../../src/platform/crypto/person-vault.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import { ApprovalsModule } from '../../src/staff/approvals/approvals.module.js';
import { ApprovalsQueries } from '../../src/staff/approvals/approvals.queries.js';
import { ApprovalsService } from '../../src/staff/approvals/approvals.service.js';
import { StaffModule } from '../../src/staff/staff.module.js';
import { VenueModule } from '../../src/venue/venue.module.js';
import { giftBack, undoRedemptions } from '../support/approvals.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, given, hire, type House, openHouse, PIN } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });

describeOnBothDatabases('an act that waits for its second person', (db) => {
  let world: World;
  let house: House;
  let wang: Colleague;
  let li: Colleague;
  let zhou: Colleague;
  beforeAll(async () => {
    world = await openRooms(db, [VenueModule, StaffModule, PrintingModule, ApprovalsModule]);
    undoRedemptions(world);
    house = await openHouse(world);
    wang = await hire(house, '8801', 'CLERK', { name: '王丽' });
    li = await hire(house, '8802', 'DUTY_SUPERVISOR', { name: '李强' });
    zhou = await hire(house, '8803', 'VIP_CENTRE_DIRECTOR', { name: '周敏' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const desk = (person: Colleague) => at(house, person);
  const send = (gift?: string, person = wang) =>
    world.get(ApprovalsService).send(desk(person), uuidv7(), giftBack(gift));
  const approve = (id: string, person = li, key = uuidv7(), pin = PIN) =>
    world.get(ApprovalDecisions).approve(desk(person), key, id, pin);
  const find = (id: string, person = wang) => world.get(ApprovalsQueries).find(desk(person), id);
  const papers = async () =>
    (await world.one<{ n: number }>("SELECT count(*) AS n FROM document WHERE kind = 'gift-return'"))?.n;

  it('is sent by the clerk, waits for the supervisor and is carried out by the supervisor’s PIN', async () => {
    const { id, roles } = await send();
    expect(roles).toContain('DUTY_SUPERVISOR');
    expect(await world.get(ApprovalsQueries).countFor(desk(li))).toBe(1);
    const before = await papers();
    const done = await approve(id);
    expect(await papers()).toBe(Number(before) + 1);
    expect(await find(id)).toMatchObject({ state: 'APPROVED', decidedByName: '李强', role: 'DUTY_SUPERVISOR', done });
    expect(await world.get(ApprovalsQueries).countFor(desk(li))).toBe(0);
    const [entry] = await world.rows<{ actorId: string; coSigners: string }>(
      "SELECT actor_id, co_signers FROM journal_entry WHERE kind = 'gifts.undoRedemption' AND outcome = 'DONE'",
    );
    expect(entry?.actorId).toBe(wang.id);
    expect(JSON.parse(entry?.coSigners ?? '')).toEqual([{ staffId: li.id, role: 'DUTY_SUPERVISOR' }]);
  });

  it('is done once, however often Enter is pressed, and by one of two who approve at once', async () => {
    const { id } = await send();
    const before = Number(await papers());
    const key = uuidv7();
    const [first, second] = await Promise.allSettled([approve(id, li, key), approve(id, li, key)]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'fulfilled']);
    const other = await send();
    const outcomes = await Promise.allSettled([approve(other.id, li), approve(other.id, zhou)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'approvals.decided' },
    });
    expect(await papers()).toBe(before + 2);
  });

  it('finds the first request when the clerk’s form arrives twice, and refuses another one under its key', async () => {
    const key = uuidv7();
    const service = world.get(ApprovalsService);
    const first = await service.send(desk(wang), key, giftBack('茶具'));
    expect(await service.send(desk(wang), key, giftBack('茶具'))).toEqual(first);
    await expect(service.send(desk(wang), key, giftBack('红酒'))).rejects.toEqual(refused('form.keyReused'));
    await service.withdraw(desk(wang), uuidv7(), first.id);
  });

  it('is never decided by the person who asked, nor by a colleague without the role', async () => {
    const own = await send(undefined, li);
    await expect(approve(own.id, li)).rejects.toEqual(refused('cosign.self'));
    const { id } = await send();
    const zhao = await hire(house, '8804', 'CLERK');
    await expect(approve(id, zhao)).rejects.toEqual(refused('page.notFound'));
    await approve(id);
    await approve(own.id, zhou);
  });

  it('needs the decider’s own PIN: a wrong one decides nothing and is written down', async () => {
    const { id } = await send();
    await expect(approve(id, li, uuidv7(), '000000')).rejects.toEqual(refused('staff.pin.refused'));
    expect(await find(id)).toMatchObject({ state: 'WAITING' });
    const note = await world.one<{ result: string }>(
      "SELECT result FROM journal_entry WHERE outcome = 'REFUSED' AND actor_id = ? ORDER BY seq DESC LIMIT 1",
      [li.id],
    );
    expect(note?.result).toContain('staff.pin.refused');
    await approve(id);
  });

  it('goes to Finance when the director asks (counter-practice 4.28)', async () => {
    const { id, roles } = await send(undefined, zhou);
    expect(roles).toEqual(['FINANCE']);
    await expect(approve(id, li)).rejects.toEqual(refused('page.notFound'));
    const qian = await hire(house, '8805', 'FINANCE');
    await approve(id, qian);
    expect(await find(id, zhou)).toMatchObject({ state: 'APPROVED', role: 'FINANCE' });
  });

  it('ends as failed, with nothing done, when it is no longer possible', async () => {
    const before = await papers();
    const { id } = await send('没有库存');
    await expect(approve(id)).rejects.toEqual(refused('ledger.short'));
    expect(await papers()).toBe(before);
    expect(await find(id)).toMatchObject({ state: 'FAILED', failed: { code: 'ledger.short' } });
    await expect(approve(id)).rejects.toEqual(refused('approvals.decided'));
  });

  it('is refused with a reason the clerk reads, and not without one', async () => {
    const { id } = await send();
    const decisions = world.get(ApprovalDecisions);
    await expect(decisions.refuse(desk(li), uuidv7(), id, ' ')).rejects.toEqual(refused('approvals.reason'));
    await decisions.refuse(desk(li), uuidv7(), id, '礼品已拆封');
    expect(await find(id)).toMatchObject({ state: 'REFUSED', reason: '礼品已拆封', decidedByName: '李强' });
    await expect(approve(id)).rejects.toEqual(refused('approvals.decided'));
  });

  it('may be withdrawn by the clerk who asked and by nobody else', async () => {
    const { id } = await send();
    const service = world.get(ApprovalsService);
    await expect(service.withdraw(desk(li), uuidv7(), id)).rejects.toEqual(refused('page.notFound'));
    await service.withdraw(desk(wang), uuidv7(), id);
    await expect(approve(id)).rejects.toEqual(refused('approvals.decided'));
  });

  it('stays in its store: another house’s supervisor does not find it', async () => {
    const { id } = await send();
    const other = await openHouse(world, { name: '星河KTV 天河店' });
    const sun = await hire(other, '9901', 'DUTY_SUPERVISOR');
    const there = at(other, sun);
    expect(await world.get(ApprovalsQueries).find(there, id)).toBeUndefined();
    await expect(world.get(ApprovalDecisions).approve(there, uuidv7(), id, PIN)).rejects.toEqual(
      refused('page.notFound'),
    );
    await approve(id);
  });

  it('keeps what is known about a guest sealed, and cannot be done once the guest is erased', async () => {
    const personId = uuidv7();
    const vault = world.get(PersonVault);
    await given(world, house.store.id, async (tx) => (await vault.create(tx, personId), null));
    const draft = giftBack('给张三丰的果盘', personId);
    const { id } = await world.get(ApprovalsService).send(desk(wang), uuidv7(), draft);
    const stored = await world.one<{ input: string }>('SELECT input FROM approval_request WHERE id = ?', [id]);
    expect(stored?.input).not.toContain('张三丰');
    await given(world, house.store.id, async (tx) => (await vault.destroy(tx, personId), null));
    await expect(approve(id)).rejects.toEqual(refused('approvals.erased'));
    await world.get(ApprovalDecisions).refuse(desk(li), uuidv7(), id, '会员资料已删除');
  });
});
