import iconv from 'iconv-lite';
import type { PlainDate } from '../../kernel/business-day.js';
import { faultySample } from './faulty-sample.js';
import { membersSample } from './members-sample.js';
import { slipsSample } from './slips-sample.js';
import { valuesSample } from './values-sample.js';

const SEED = 20_261_120;
const BOM = '\ufeff';

/** Files to try the imports with; the same bytes for the same day. The member list is GB18030, as Excel in China saves it. */
export const sampleFiles = {
  'members-2000.csv': (today: PlainDate) => iconv.encode(membersSample({ count: 2_000, seed: SEED, today }), 'gb18030'),
  'slips-5000.csv': (today: PlainDate) => Buffer.from(BOM + slipsSample({ count: 5_000, seed: SEED + 1, today })),
  'members-with-errors.csv': (today: PlainDate) => Buffer.from(BOM + faultySample({ each: 20, seed: SEED + 2, today })),
  'stored-value-400.csv': (today: PlainDate) => Buffer.from(BOM + valuesSample({ count: 400, seed: SEED + 3, today })),
} as const satisfies Record<string, (today: PlainDate) => Buffer>;

export type SampleName = keyof typeof sampleFiles;

export const isSampleName = (name: string): name is SampleName => Object.hasOwn(sampleFiles, name);
