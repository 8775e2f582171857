import { addDays, type PlainDate } from '../../kernel/business-day.js';
import { memberHeader, memberLine } from './members-sample.js';
import { csv, dice } from './random.js';

type Column = (typeof memberHeader)[number];

/** One way a line of a member list is wrong: the cell, what stands in it, and the refusal it meets. */
export interface FaultKind {
  readonly column: Column;
  readonly code: string;
  readonly text: (line: { index: number; today: PlainDate }) => string;
}

/** Every kind of bad line that the third sample holds. */
export const faultKinds: readonly FaultKind[] = [
  { column: '会员姓名', code: 'text.required', text: () => '' },
  { column: '会员姓名', code: 'members.name.invalid', text: () => "=cmd|' /C calc'!A1" },
  { column: '会员姓名', code: 'text.tooLong', text: () => '长'.repeat(60) },
  { column: '称呼', code: 'import.word', text: () => '老板' },
  { column: '手机', code: 'members.phone.invalid', text: () => '1381234567' },
  { column: '生日', code: 'members.birthday.invalid', text: () => '13-40' },
  { column: '历法', code: 'import.word', text: () => '回历' },
  { column: '卡号', code: 'card.no.required', text: () => '' },
  { column: '卡号', code: 'import.twice', text: () => '8819999999' },
  { column: '等级', code: 'import.word', text: () => '钻石' },
  { column: '入会日期', code: 'date.invalid', text: () => '2025-02-30' },
  { column: '入会日期', code: 'import.date.future', text: ({ today }) => addDays(today, 30) },
  { column: '积分', code: 'count.invalid', text: () => '1e3' },
  { column: '积分', code: 'count.tooSmall', text: () => '-5' },
  { column: '积分', code: 'count.tooLarge', text: () => '9'.repeat(30) },
  { column: '积分有效期', code: 'import.points.expired', text: ({ today }) => addDays(today, -1) },
];

/** A list with `each` bad lines of every kind between good ones. CSV text. */
export function faultySample({ each, seed, today }: { each: number; seed: number; today: PlainDate }): string {
  const roll = dice(seed);
  const phones: string[] = [];
  const rows: string[][] = [];
  const good = () => memberLine(roll, { index: rows.length, today, firstCard: 8_820_000_001, phones });
  for (const kind of faultKinds) {
    const lines = kind.code === 'import.twice' ? each + 1 : each;
    for (let n = 0; n < lines; n += 1) {
      const line = good();
      if (kind.code === 'import.points.expired') line[memberHeader.indexOf('积分')] = '10';
      line[memberHeader.indexOf(kind.column)] = kind.text({ index: rows.length, today });
      rows.push(line);
      if (n % 5 === 0) rows.push(good());
    }
  }
  return csv([memberHeader, ...rows]);
}
