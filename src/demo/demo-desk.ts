import type { DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import type { DemoStory } from './demo-story.js';

/** Where somebody of the demo stands: at its counter PC, with the drawer that serves there and the own shift. */
export async function demoDesk(story: DemoStory, staffNo: string): Promise<DeskContext> {
  const { reader, storeId } = story;
  const person = await story.get(StaffQueries).byNumber(reader, staffNo);
  const terminal = await reader.one<NonNullable<DeskContext['terminal']>>(
    'SELECT t.id, t.name, t.desk_id, t.printer_id, d.drawer_id FROM terminal t JOIN desk d ON d.id = t.desk_id WHERE t.store_id = ? ORDER BY t.id LIMIT 1',
    [storeId],
  );
  if (!person || !terminal) throw new Error(`the demo has no ${staffNo} or no PC`);
  const shift = await reader.one<NonNullable<DeskContext['shift']>>(
    'SELECT id, desk_id, template, business_date, opened_at FROM shift WHERE open_clerk_id = ? AND cut_at IS NULL',
    [person.id],
  );
  return {
    person,
    terminal,
    shift: shift ?? null,
    businessDate: story.businessDate,
    locale: 'zh-CN',
    store: { id: storeId, name: '人民路店' },
  };
}
