import { uuidv7 } from 'uuidv7';
import { Additions } from '../../src/lost-property/additions.js';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { Claims } from '../../src/lost-property/claims.js';
import { GuessBar } from '../../src/lost-property/guess-bar.js';
import { LostItems } from '../../src/lost-property/lost-items.js';
import type { PrivateInput } from '../../src/lost-property/register-form.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { Reveals } from '../../src/lost-property/reveals.js';
import type { Reader } from '../../src/platform/database/reader.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  claimant,
  describeClaim,
  openLostProperty,
  phone,
  pinOf,
  register,
  signAll,
  stateOf,
} from '../support/lost.js';
import type { Colleague } from '../support/people.js';
import type { World } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });
const HOUR_MS = 3_600_000;

describeOnBothDatabases('somebody guesses at a thing', (db) => {
  let world: World;
  let clerk: DeskContext;
  let second: DeskContext;
  let boss: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    ({ world, clerk, second, boss, reader } = await openLostProperty(db));
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const answer = (claimId: string, said: string, desk = clerk, key = uuidv7()) =>
    world.get(ReleaseItem).release(desk, key, claimId, claimant({ answer: said }), pinOf(boss));

  it('two wrong answers and a blank one still leave the owner the right one', async () => {
    const { itemId } = await register(world, clerk, phone);
    const claimId = await describeClaim(world, clerk, itemId);
    for (const said of ['一条狗', '', '两只狗'])
      await expect(answer(claimId, said)).rejects.toEqual(refused('lost.claim.answer'));
    await answer(claimId, '一只橘猫');
    expect(await stateOf(world, itemId)).toBe('CLAIMED');
  });

  it('after three wrong answers even the right one is refused at every desk, until a day has passed', async () => {
    const { itemId } = await register(world, clerk, phone);
    const claimId = await describeClaim(world, clerk, itemId);
    for (const said of ['一条狗', '两只狗', '三只狗'])
      await expect(answer(claimId, said)).rejects.toEqual(refused('lost.claim.answer'));
    await expect(answer(claimId, '一只橘猫')).rejects.toEqual(refused('lost.claim.barred'));
    await expect(describeClaim(world, second, itemId)).rejects.toEqual(refused('lost.claim.barred'));
    world.clock.advance(24 * HOUR_MS + 1);
    await world.get(Claims).reopen(clerk, uuidv7(), claimId);
    await answer(claimId, '一只橘猫');
    expect(await stateOf(world, itemId)).toBe('CLAIMED');
  });

  it('the supervisor clears it with the guest and lets it be claimed again: own PIN, a reason, once', async () => {
    const { itemId } = await register(world, clerk, phone);
    const claimId = await describeClaim(world, clerk, itemId);
    const lift = (reason: string, who: Colleague = boss) =>
      world.get(GuessBar).lift(clerk, uuidv7(), itemId, reason, pinOf(who));
    await expect(lift('客人有发票')).rejects.toEqual(refused('lost.bar.none'));
    for (const said of ['一条狗', '两只狗', '三只狗'])
      await expect(answer(claimId, said)).rejects.toEqual(refused('lost.claim.answer'));
    await expect(lift(' ')).rejects.toEqual(refused('text.required'));
    await expect(lift('客人有发票', clerk.person)).rejects.toEqual(refused('cosign.self'));
    await expect(lift('客人有发票', second.person)).rejects.toEqual(refused('cosign.role'));
    await expect(answer(claimId, '一只橘猫')).rejects.toEqual(refused('lost.claim.barred'));
    await lift('客人有发票');
    expect(await world.one('SELECT reason, supervisor_id FROM lost_bar_lift WHERE item_id = ?', [itemId])).toEqual({
      reason: '客人有发票',
      supervisorId: boss.id,
    });
    world.clock.advance(60_000);
    // it does not open the thing for good: three more and it is barred again
    for (const said of ['一条狗', '两只狗', '三只狗'])
      await expect(answer(claimId, said)).rejects.toEqual(refused('lost.claim.answer'));
    await expect(answer(claimId, '一只橘猫')).rejects.toEqual(refused('lost.claim.barred'));
    await lift('派出所已核实');
    await answer(claimId, '一只橘猫');
    expect(await stateOf(world, itemId)).toBe('CLAIMED');
  });

  it('after three claims sent away a fourth description is not taken, but for another thing it is', async () => {
    const { itemId } = await register(world, clerk, phone);
    for (const words of ['白色的华为手机', '红色的小米手机', '金色的三星手机']) {
      const claimId = await describeClaim(world, clerk, itemId, words);
      await world.get(Claims).reject(clerk, uuidv7(), claimId, '描述不符');
    }
    await expect(describeClaim(world, clerk, itemId)).rejects.toEqual(refused('lost.claim.barred'));
    const other = await register(world, clerk, phone);
    await describeClaim(world, clerk, other.itemId);
  });

  it('nobody takes a weapon home from the desk; an umbrella they may', async () => {
    const knife = { name: '弹簧刀', colour: '黑色', place: 'K08', category: 'DANGEROUS' };
    const { itemId } = await register(world, clerk, knife);
    await expect(describeClaim(world, clerk, itemId, '黑色的弹簧刀一把')).rejects.toEqual(
      refused('lost.claim.dangerous'),
    );
    await signAll(world, clerk, boss);
    await expect(world.get(ChangeCustody).takeIntoCustody(clerk, uuidv7(), [itemId])).rejects.toEqual(
      refused('lost.custody.dangerous'),
    );
    // whatever the clerk takes it for: the name wins
    for (const [name, chosen, category] of [
      ['匕首', 'VALUABLE', 'DANGEROUS'],
      ['匕首', 'GENERAL', 'DANGEROUS'],
      ['现金', 'VALUABLE', 'CASH'],
      ['现金', 'GENERAL', 'CASH'],
      ['护照', 'VALUABLE', 'DOCUMENT'],
    ] as const) {
      const made = await register(world, clerk, { name, colour: '黑色', place: 'K08', category: chosen });
      expect([made.category, made.overruled]).toEqual([category, true]);
    }
    const harmless = await register(world, clerk);
    await expect(describeClaim(world, clerk, harmless.itemId, '蓝色的雨伞一把')).resolves.toBeTruthy();
  });

  it('what was noticed later counts too, is taken back by nobody, and is not learnt from a claimant', async () => {
    const { itemId } = await register(world, clerk);
    const add = (typed: PrivateInput, desk = clerk) => world.get(Additions).add(desk, uuidv7(), itemId, typed);
    const question = { question: '伞柄上刻着什么', answer: '三个字母' };
    await expect(add({})).rejects.toEqual(refused('text.required'));
    await expect(add({ question: '伞柄上刻着什么' })).rejects.toEqual(refused('lost.question.alone'));
    await expect(add(question, { ...clerk, store: { id: uuidv7(), name: '' } })).rejects.toEqual(
      refused('page.notFound'),
    );
    await add({ features: '伞骨断了一根' });
    await add({ features: '柄上有字', ...question }, second);
    await expect(add(question)).rejects.toEqual(refused('lost.question.there'));
    const added = await world.get(Additions).of(reader, itemId);
    expect(added.map(({ byName, sealedQuestion }) => [byName, sealedQuestion !== null])).toEqual([
      ['王丽', false],
      ['陈晨', true],
    ]);
    const claimId = await describeClaim(world, clerk, itemId, '蓝色的雨伞,断了一根伞骨');
    await expect(add({ features: '断了一根伞骨' })).rejects.toEqual(refused('lost.addition.claimed'));
    await expect(answer(claimId, '')).rejects.toEqual(refused('lost.claim.answer'));
    await expect(answer(claimId, '两个字母')).rejects.toEqual(refused('lost.claim.answer'));
    await answer(claimId, '三个字母');
    await expect(add({ features: '太晚了' })).rejects.toEqual(refused('lost.item.transition'));
    const told = await world
      .get(Additions)
      .features(reader, await world.get(LostItems).ofStore(reader, clerk.store.id, itemId));
    expect(told.added.map(({ text }) => text)).toEqual(['伞骨断了一根', '柄上有字']);
  });

  it('the same form sent twice counts once, and a wrong answer opens the details to nobody', async () => {
    const { itemId } = await register(world, clerk, phone);
    const claimId = await describeClaim(world, clerk, itemId);
    const key = uuidv7();
    for (let sent = 0; sent < 4; sent += 1)
      await expect(answer(claimId, '一条狗', clerk, key)).rejects.toEqual(refused('lost.claim.answer'));
    world.clock.advance(14 * 60_000);
    await expect(answer(claimId, '两只狗')).rejects.toEqual(refused('lost.claim.answer'));
    world.clock.advance(2 * 60_000);
    expect(await world.get(Reveals).isOpen(world, clerk, itemId)).toBe(false);
    await world.get(Claims).reopen(clerk, uuidv7(), claimId);
    await answer(claimId, '一只橘猫');
  });
});
