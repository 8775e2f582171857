import type { MonthReport } from '../rules/month-report.js';

const WIDTH = 720;
const HEIGHT = 150;
const FLOOR = 20;
/** Lying bars stand two beside each other, so their box is as wide as half a page. */
const LYING = 480;
const ROW = 26;
/** Where bars begin: room for eight Han of a place. */
const LABELS = 112;
const FIGURES = 84;
const MOST_ROWS = 10;

/** One line of a lying chart: a name, what was found, what of it went back. */
export interface LyingBar {
  readonly name: string;
  readonly whole: number;
  readonly part: number;
  readonly figure: string;
}

/** Two bars a day in a box of 720 × 150; attributes only, for no style may stand in a page. */
export function dayBars({ days }: Pick<MonthReport, 'days'>) {
  const most = Math.max(1, ...days.map(({ found }) => found));
  const step = WIDTH / days.length;
  const tall = (count: number) => Math.round((count / most) * (HEIGHT - FLOOR - 14));
  return {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    bars: days.map(({ day, found, returned }, index) => {
      const x = Math.round(index * step) + 2;
      const wide = Math.round(step) - 4;
      return {
        x,
        wide,
        day,
        middle: x + wide / 2,
        label: day === 1 || day % 5 === 0,
        foundY: HEIGHT - FLOOR - tall(found),
        foundHeight: tall(found),
        returnedY: HEIGHT - FLOOR - tall(returned),
        returnedHeight: tall(returned),
      };
    }),
    floor: HEIGHT - 4,
  };
}

/** Lying bars under each other, the longest first as they come; ten at most. */
export function lyingBars(rows: readonly LyingBar[]) {
  const shown = rows.slice(0, MOST_ROWS);
  const most = Math.max(1, ...shown.map(({ whole }) => whole));
  const wide = (count: number) => Math.round((count / most) * (LYING - LABELS - FIGURES));
  return {
    viewBox: `0 0 ${LYING} ${shown.length * ROW + 4}`,
    rows: shown.map(({ name, whole, part, figure }, index) => ({
      name,
      figure,
      y: index * ROW + 4,
      textY: index * ROW + 18,
      x: LABELS,
      labelX: LABELS - 10,
      whole: wide(whole),
      part: wide(part),
      figureX: LABELS + wide(whole) + 8,
    })),
  };
}
