import { uuidv7 } from 'uuidv7';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { type BirthdayHouse, birthdayGift, listed, memberBorn, papersOf, staffed } from '../support/birthdays.js';
import { describeOnSqlite } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given, PIN } from '../support/people.js';
import { issueKey, Till } from '../support/till.js';
import { type AppWorld, openWorld } from '../support/world.js';

const finance = { cosignStaffNo: '5001', cosignPassword: PIN };
const coming = { outcome: 'COMING', from: '19:00', until: '23:00', people: '4' };

describeOnSqlite('what waits for a birthday', (db) => {
  let world: AppWorld;
  let story: BirthdayHouse;
  let wang: Desk;
  let front: Desk;
  let manager: Desk;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T17:00' });
    story = await staffed(world);
    [wang, front, manager] = [await signIn('8001'), await signIn('7001'), await signIn('9001')];
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, story.house, staffNo);

  async function guest(name: string, day = 20): Promise<{ href: string }> {
    world.clock.advance(1000);
    return {
      href: `/birthdays/${await listed(story, (await memberBorn(story.house, { name, day, month: 11 })).personId)}`,
    };
  }

  it('calls back at the agreed time whatever day the birthday is, and counts who is still to be called and greeted', async () => {
    const { href } = await guest('吴回电', 25);
    const { href: other } = await guest('郑明早', 25);
    const later = (to: string, when: object) => wang.submit(to, { outcome: 'CALL_LATER', ...when }, `${to}/calls`);
    expect((await later(href, { nextTime: '17:10' })).status).toBe(303);
    expect((await later(other, { nextDate: '2026-11-21', nextTime: '10:00' })).status).toBe(303);
    expect((await wang.get(other)).text).toContain('2026-11-21 10:00');
    const line = /吴\*\* 约好 17:10 再打/;
    expect((await wang.get('/')).text).not.toMatch(line);
    world.clock.setTo('2026-11-20T17:10:00+08:00');
    expect((await wang.get('/')).text).toMatch(line);
    expect((await front.get('/')).text).not.toMatch(line);
    expect((await wang.get('/')).text).not.toContain('郑**');
    const left = async (words: RegExp) => Number(words.exec((await wang.get('/')).text)?.[1] ?? 0);
    const greetings = await left(/今天待问候:(\d+) 位/);
    const calls = await left(/待追踪:(\d+) 位/);
    const { href: today } = await guest('冯待办');
    expect([await left(/今天待问候:(\d+) 位/), await left(/待追踪:(\d+) 位/)]).toEqual([greetings + 1, calls + 1]);
    expect((await wang.get('/birthdays/todo')).text).toMatch(/待追踪.*冯\*\*.*今天待问候.*冯\*\*/s);
    await wang.submit(today, { outcome: 'NOT_COMING' }, `${today}/calls`);
    expect([await left(/今天待问候:(\d+) 位/), await left(/待追踪:(\d+) 位/)]).toEqual([greetings, calls]);
  });

  it('shows as many duties as a desk has room for, says how many more there are, and lists them all', async () => {
    for (let n = 0; n < 12; n += 1) await memberBorn(story.house, { name: `蒋${n}`, month: 11, day: 27 });
    await guest('沈最后', 27);
    const agreed = "UPDATE birthday_entry SET attend = 'CALL_LATER', next_call_at = ? WHERE on_date = '2026-11-27'";
    await given(world, story.house.store.id, (tx) => tx.run(agreed, [world.clock.now()]).then(() => null));
    const home = (await wang.get('/')).text;
    const more = Number(/还有 (\d+) 项/.exec(home)?.[1]);
    const calls = (text: string) => text.match(/约好/g)?.length ?? 0;
    expect(calls((await wang.get('/birthdays/todo')).text)).toBe(14);
    expect([calls(home) > 4, more > 3, calls(home) + more]).toEqual([true, true, 14]);
  });

  it('sets the lunar date of the document beside that of the birthday, so that nobody is turned away', async () => {
    world.clock.advance(1000);
    const lunar = { name: '秦农历', calendar: 'LUNAR', month: 10, day: 12 } as const;
    const href = `/birthdays/${await listed(story, (await memberBorn(story.house, lunar)).personId)}`;
    const papers = (shown: string) => front.submit(href, { ...papersOf(shown), photo: '1' }, `${href}/papers`);
    expect((await papers('1990-11-20')).status).toBe(422);
    expect((await front.follow(await papers('1990-11-28'))).text).toContain('农历十月十二,这次生日是农历十月十二');
  });

  it('hangs no full name in the lobby: who has no surname is 贵宾 with the tail of the card', async () => {
    const { href } = await guest('阿依古丽·买买提');
    expect((await wang.submit(href, coming, `${href}/calls`)).status).toBe(303);
    for (const path of ['/birthdays/board', '/birthdays/sheet', '/']) {
      const { text } = await front.get(path);
      expect([path, /贵宾 尾号\d{4}/.test(text), text.includes('买买提')]).toEqual([path, true, false]);
    }
  });

  it('reads as a guest who did not come once the day is over, with the day on which the gift goes back', async () => {
    const itemId = await birthdayGift(story);
    const { href } = await guest('韩未到');
    const absent = await guest('杨没来');
    const id = href.slice(-36);
    const drawn = await manager.submit(
      '/birthdays/draw',
      { [`gift-${id}`]: itemId, [`gift-${absent.href.slice(-36)}`]: '', ...finance },
      '/birthdays/draw',
    );
    expect(drawn.status).toBe(303);
    expect((await manager.get('/birthdays/hand')).text).toContain('等待生日');
    const days = world.get(BusinessDaysService);
    await given(world, story.house.store.id, (tx) => days.close(tx), '2026-11-20');
    world.clock.setTo('2026-11-21T16:00:00+08:00');
    await given(world, story.house.store.id, (tx) => days.open(tx, '2026-11-21').then(() => null));
    [wang, manager] = [await signIn('8001'), await signIn('9001')];
    const hand = (await manager.get('/birthdays/hand')).text;
    expect([hand.includes('未到店,今日须退回财务'), hand.includes('等待生日')]).toEqual([true, false]);
    expect((await manager.get(href)).text).toContain('未送出,待退回');
    const gone = await wang.get(absent.href);
    expect([gone.text.includes('未到店'), gone.html.includes('/calls')]).toEqual([true, false]);
    const late = await wang.post(`${absent.href}/calls`, { ...coming, requestKey: uuidv7() });
    expect([late.status, late.text.includes('生日 2026-11-20 已过')]).toEqual([409, true]);
    const todo = await wang.get('/birthdays/todo');
    expect(todo.text).toMatch(/郑\*\* 约好 10:00 再打.*3 天内漏了问候.*杨\*\*/s);
    await wang.submit(absent.href, { channel: 'IN_PERSON' }, `${absent.href}/greeting`);
    expect((await wang.get('/birthdays/todo')).text).not.toMatch(/3 天内漏了问候.*杨\*\*/s);
    const missed = Number(/前几天漏了问候:(\d+) 位/.exec(todo.text)?.[1]);
    expect((await wang.get('/')).text).toContain(`前几天漏了问候:${missed - 1} 位`);
  });

  it('sees a guest whose birthday has begun at midnight on every list of the night that still runs', async () => {
    world.clock.setTo('2026-11-22T00:30:00+08:00');
    [front, manager] = [await signIn('7001'), await signIn('9001')];
    const { href } = await guest('朱零点', 22);
    const { href: tomorrow } = await guest('秦后天', 23);
    await manager.submit('/rooms/register', { number: 'K09', kind: 'MEDIUM', capacity: '10' });
    const roomId = (await world.one<{ id: string }>("SELECT id FROM room WHERE number = 'K09'"))?.id ?? '';
    const papers = { ...papersOf('1990-11-22'), photo: '1' };
    expect((await front.submit(href, papers, `${href}/papers`)).status).toBe(303);
    const place = { roomId, until: '03:00', people: '4' };
    for (const step of ['visit', 'usher', 'machine'])
      expect([step, (await front.submit(href, place, `${href}/${step}`)).status]).toEqual([step, 303]);
    expect((await front.get('/birthdays')).text).toMatch(/朱\*\*.*明天生日.*2026-11-23.*秦\*\*/s);
    expect((await front.get('/birthdays/board')).text).toMatch(/朱女士.*K09/s);
    expect((await manager.get('/birthdays/av')).text).toContain('朱女士');
    const screen = new Till(world, await issueKey(world, story.house.store.id, 'av', ['av']));
    expect((await screen.get('/av-notices')).body['notices']).toEqual([expect.objectContaining({ room: 'K09' })]);
    const early = await front.post(`${tomorrow}/papers`, {
      ...papersOf('1990-11-23'),
      photo: '1',
      requestKey: uuidv7(),
    });
    expect([early.status, early.text.includes('生日是 2026-11-23,当天')]).toEqual([409, true]);
  });
});
