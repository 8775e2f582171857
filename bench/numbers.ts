/** The value below which `share` of the samples lie; `share` 0.5 is the median. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly limit?: string;
  readonly ok: boolean;
}

export function counted(what: string, value: number, limit: number): Line {
  return { what, measured: value.toFixed(2), limit: `≤ ${limit}`, ok: value <= limit };
}

export function shown(what: string, measured: string): Line {
  return { what, measured, ok: true };
}

export function table(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ what }) => what.length));
  const figures = Math.max(...lines.map(({ measured }) => measured.length));
  return lines
    .map(
      ({ what, measured, limit = '', ok }) =>
        `${ok ? '      ' : 'MISSED'} ${what.padEnd(width)}  ${measured.padEnd(figures)}  ${limit}`,
    )
    .join('\n');
}
