/** A reproducible stream of numbers in [0, 1): the same seed gives the same sample file on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Dice {
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  one<T>(list: readonly [T, ...T[]]): T;
  /** True in `percent` of a hundred. */
  chance(percent: number): boolean;
}

export function dice(seed: number): Dice {
  const next = seeded(seed);
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    whole,
    one: (list) => list[whole(0, list.length - 1)] ?? list[0],
    chance: (percent) => next() * 100 < percent,
  };
}

export const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** Rows as a CSV text with header; cells here need no quoting but for commas and quotes. */
export function csv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
