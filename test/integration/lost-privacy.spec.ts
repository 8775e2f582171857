import type { ReleaseInput } from '../../src/lost-property/claim-form.js';
import { RegisterItem } from '../../src/lost-property/register-item.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { Additions } from '../../src/lost-property/additions.js';
import { Claims } from '../../src/lost-property/claims.js';
import { CorrectCategory } from '../../src/lost-property/correct-category.js';
import { Contacts } from '../../src/lost-property/contacts.js';
import { Enquiries } from '../../src/lost-property/enquiries.js';
import { LostReports } from '../../src/lost-property/lost-reports.js';
import { Photos } from '../../src/lost-property/photos.js';
import { Reveals } from '../../src/lost-property/reveals.js';
import { FILE_LIMITS } from '../../src/platform/files/file-limits.js';
import { readTable } from '../../src/platform/files/table.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  ADULT_ID,
  claimant,
  describeClaim,
  intoSafe,
  type LostDesks,
  openLostProperty,
  phone,
  pinOf,
  register,
} from '../support/lost.js';
import { bomb, photograph } from '../support/pictures.js';
import type { Colleague } from '../support/people.js';
import type { World } from '../support/world.js';

const TABLES = [
  'lost_item',
  'lost_item_step',
  'lost_finder',
  'lost_addition',
  'lost_contact',
  'lost_enquiry',
  'lost_reveal',
  'lost_photo',
  'lost_bar_lift',
  'lost_safe_count',
  'lost_passing',
  'lost_match',
  'lost_claim',
  'lost_claim_result',
  'document',
  'pending_signature',
  'journal_entry',
  'print_job',
];
const refused = (code: string, field?: string) =>
  expect.objectContaining(field === undefined ? { code } : { code, field });

describeOnBothDatabases('what only the owner can know', (db) => {
  let desks: LostDesks;
  let world: World;
  let clerk: DeskContext;
  let second: DeskContext;
  let boss: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    desks = await openLostProperty(db);
    ({ world, clerk, second, boss, reader } = desks);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const release = (claimId: string, typed: Partial<ReleaseInput>) =>
    world.get(ReleaseItem).release(clerk, uuidv7(), claimId, claimant(typed), pinOf(boss));
  const add = (itemId: string, ...files: Buffer[]) => world.get(Photos).add(clerk, uuidv7(), itemId, files);

  it('are painted anew: small, without place or camera, seen only with the details', async () => {
    const { itemId } = await register(world, clerk, phone);
    const taken = await photograph({ width: 2400, height: 1200 });
    expect(taken.includes('GPS-CANARY')).toBe(true);
    expect((await add(itemId, taken)).result.photos).toBe(1);
    const [id] = await world.get(Photos).idsOf(reader, itemId);
    await expect(world.get(Photos).show(reader, clerk, id!)).rejects.toEqual(refused('lost.reveal.none'));
    await world.get(Reveals).reveal(clerk, uuidv7(), itemId, 'PHOTO');
    const shown = await world.get(Photos).show(reader, clerk, id!);
    expect(shown.subarray(8, 12).toString()).toBe('WEBP');
    expect(shown.includes('GPS-CANARY')).toBe(false);
    expect(shown.includes('Exif')).toBe(false);
    expect(await world.one('SELECT width, height FROM lost_photo WHERE id = ?', [id!])).toEqual({
      width: 1600,
      height: 800,
    });
    await expect(world.get(Photos).show(reader, second, id!)).rejects.toEqual(refused('lost.reveal.none'));
    await expect(world.get(Photos).show(reader, { ...clerk, store: { id: uuidv7(), name: '' } }, id!)).rejects.toEqual(
      refused('page.notFound'),
    );
  });

  it('are taken of no paper and no bank card (facts §5.2), at once or later', async () => {
    const small = await photograph({ width: 20, height: 20 });
    for (const name of ['身份证', '银行卡']) {
      const card = { ...phone, name };
      const known = world.get(RegisterItem).register(clerk, uuidv7(), card, [small]);
      await expect(known).rejects.toEqual(refused('lost.photo.document', 'photo'));
      const { itemId } = await register(world, clerk, card);
      await expect(add(itemId, small)).rejects.toEqual(refused('lost.photo.document', 'photo'));
    }
    // and what turns out to be one loses those it had
    const { itemId } = await register(world, clerk, { name: '小盒子', colour: '黑色', place: 'K08' });
    await add(itemId, small);
    await world.get(CorrectCategory).correct(clerk, uuidv7(), itemId, 'DOCUMENT');
    expect(await world.get(Photos).idsOf(reader, itemId)).toEqual([]);
  });

  it('are four at most, all or none', async () => {
    const { itemId } = await register(world, clerk, phone);
    const small = await photograph({ width: 20, height: 20 });
    await expect(add(itemId)).rejects.toEqual(refused('lost.photo.none'));
    await expect(add(itemId, small, small, small, small, small)).rejects.toEqual(refused('lost.photo.tooMany'));
    await expect(add(itemId, small, Buffer.from('GIF89a'))).rejects.toEqual(refused('photo.kind'));
    expect(await world.get(Photos).idsOf(reader, itemId)).toEqual([]);
    await add(itemId, small, small, small);
    await expect(add(itemId, small, small)).rejects.toEqual(refused('lost.photo.tooMany'));
  });

  it('that are no photos are refused by their bytes: script, page, program, bomb, half a file, too much', async () => {
    const { itemId } = await register(world, clerk, phone);
    const picture = await photograph({ width: 40, height: 40 });
    for (const file of ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '<html><script>', 'MZ..', '']) {
      await expect(add(itemId, Buffer.from(file))).rejects.toEqual(refused('photo.kind'));
    }
    await expect(add(itemId, picture.subarray(0, 200))).rejects.toEqual(refused('photo.broken'));
    await expect(add(itemId, bomb())).rejects.toEqual(refused('photo.broken'));
    await expect(add(itemId, Buffer.alloc(5 * 1024 * 1024 + 1, 0xff))).rejects.toEqual(refused('photo.tooLarge'));
  });

  it('a second file behind the picture does not survive', async () => {
    const { itemId } = await register(world, clerk, phone);
    const polyglot = Buffer.concat([
      await photograph({ width: 40, height: 40 }),
      Buffer.from('<script>POLYGLOT</script>PK\u0003\u0004'),
    ]);
    await add(itemId, polyglot);
    await world.get(Reveals).reveal(clerk, uuidv7(), itemId, 'PHOTO');
    const [id] = await world.get(Photos).idsOf(reader, itemId);
    expect((await world.get(Photos).show(reader, clerk, id!)).includes('POLYGLOT')).toBe(false);
  });

  it('stands in no row of the database in clear, in no export and in no log', async () => {
    const logged: string[] = [];
    const write = (text: unknown) => logged.push(String(text)) > 0;
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation(write),
    );
    const canary = {
      ...phone,
      features: '刻字CANARY-F',
      question: 'CANARY-Q?',
      answer: 'CANARY-A',
      finderName: '堪纳瑞',
      finderPhone: '13711112222',
    };
    await world.get(Enquiries).ask(clerk, uuidv7(), { wanted: '黑色手机', name: '堪纳瑞', phone: '13711112222' });
    const { itemId } = await register(world, clerk, canary);
    await world.get(Additions).add(clerk, uuidv7(), itemId, { features: '刻字CANARY-X' });
    const call = { channel: 'CALL', outcome: 'WILL_COME', membershipId: '', note: '堪纳瑞 CANARY-N' };
    await world.get(Contacts).log(clerk, uuidv7(), itemId, call);
    const guess = await describeClaim(world, clerk, itemId, 'CANARY-G 白色手机');
    await expect(release(guess, { answer: 'CANARY-W', name: '堪纳瑞' })).rejects.toEqual(refused('lost.claim.answer'));
    await world.get(Claims).reject(clerk, uuidv7(), guess, '答错');
    await intoSafe(world, clerk, itemId, boss);
    await release(await describeClaim(world, clerk, itemId, 'CANARY-D 黑色手机'), {
      answer: 'canary a',
      name: '堪纳瑞',
      phone: '13711112222',
      way: 'MAIL',
      address: 'CANARY路1号',
      courierNo: 'SFCANARY1',
      courierCost: '12',
      callRecord: 'CANARY-C',
      signature: JSON.stringify([{ points: [{ x: 77_123, y: 88_321 }] }]),
    });
    for (const spy of spies) spy.mockRestore();
    const secrets = ['CANARY', 'canary a', '77123', '堪纳瑞', '13711112222', ADULT_ID];
    const told = (text: string) => secrets.filter((secret) => text.includes(secret));
    for (const table of TABLES) {
      expect([table, told(JSON.stringify(await world.rows(`SELECT * FROM ${table}`)))]).toEqual([table, []]);
    }
    expect(told(logged.join(''))).toEqual([]);
    const workbook = await world.get(LostReports).excel(clerk, '2026-11', '月度检查');
    const lines: string[] = [];
    const { header, rows } = await readTable(workbook, FILE_LIMITS);
    for await (const { cells } of rows) lines.push(cells.join(' '));
    expect(lines.join(' ')).toContain('手机');
    expect(told(`${header.join(' ')} ${lines.join(' ')}`)).toEqual([]);
  });
});
