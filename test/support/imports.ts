import { uuidv7 } from 'uuidv7';
import { ImportRunner } from '../../src/imports/import-runner.js';
import { ImportsModule } from '../../src/imports/imports.module.js';
import { type BatchRow, ImportsQueries } from '../../src/imports/imports.queries.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { memberHeader } from '../../src/imports/samples/members-sample.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import type { TestDatabase } from './databases.js';
import { giftRooms } from './gifts.js';
import { at, hire, type House, openHouse } from './people.js';
import { openRooms, type World } from './world.js';

/** The business date of these stories. */
export const TODAY = '2026-11-20';

/** A member as a list has it. */
export const zhang = {
  会员姓名: '张三丰',
  手机: '13812345678',
  卡号: '8830000001',
  入会日期: '2024-05-01',
  积分: '120',
  积分有效期: '2027-01-31',
};

export const line = (cells: Partial<Record<string, string>>) =>
  memberHeader.map((header) => cells[header] ?? '').join(',');
export const list = (...lines: string[]) => [memberHeader.join(','), ...lines].join('\n');
export const faults = ({ findings }: BatchRow) =>
  findings.errors.map(({ line: at, column, code }) => ({ line: at, column, code }));

/** A house where a manager hands files in and Finance signs. */
export interface Office {
  readonly world: World;
  readonly house: House;
  readonly manager: DeskContext;
  readonly finance: DeskContext;
  readonly reader: Reader;
  handIn(content: string | Buffer, kind?: string): Promise<BatchRow>;
  /** Takes a checked file in and waits for its end. */
  confirm(batch: Pick<BatchRow, 'id'>): Promise<BatchRow>;
  count(table: string): Promise<number>;
}

export async function openOffice(db: TestDatabase): Promise<Office> {
  await db.renew();
  const world = await openRooms(db, [...giftRooms, ImportsModule], { at: `${TODAY}T21:35` });
  const house = await openHouse(world);
  const manager = at(house, await hire(house, '5001', 'CUSTOMER_SERVICE_MANAGER'));
  const finance = at(house, await hire(house, '9001', 'FINANCE'));
  const reader = world.get(Reader);
  const batch = async (id: string) => (await world.get(ImportsQueries).find(reader, house.store.id, id))!;
  return {
    world,
    house,
    manager,
    finance,
    reader,
    handIn: async (content, kind = 'MEMBERS') => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      return batch(await world.get(ImportsService).handIn(manager, uuidv7(), { kind, bytes, fileName: 'list.csv' }));
    },
    confirm: async ({ id }) => {
      await world.get(ImportRunner).start(manager, uuidv7(), id);
      await world.get(ImportRunner).idle();
      return batch(id);
    },
    count: async (table) => (await world.one<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))!.n,
  };
}
