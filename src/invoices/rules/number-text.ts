import { SHEET_DIGITS } from './sheet-range.js';

interface PlacedNumber {
  /** Of the book; '' where the platform gave the number. */
  readonly code: string;
  readonly number: string;
}

/** Numbers of one invoice as a clerk reads them: sheets torn one after the other as 「00000001–00000003」, each book's for itself. */
export function numbersText(numbers: readonly PlacedNumber[]): string {
  const runs: PlacedNumber[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && follows(run.at(-1), number)) run.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => [...new Set([run[0]?.number, run.at(-1)?.number])].join('–')).join(' ');
}

function follows(last: PlacedNumber | undefined, { code, number }: PlacedNumber): boolean {
  return last?.code === code && number.length === SHEET_DIGITS && Number(number) === Number(last.number) + 1;
}
