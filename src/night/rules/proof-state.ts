/** Receipts and copies of a shift, as the books know them and as somebody counted them. */
export interface ProofFigures {
  readonly receipts: number;
  readonly copies: number;
}

/** HANDED: on the way to Finance. MISSING: 缺凭证, until Finance has what the books know. CHECKED: all of it is there. */
export type ProofState = 'HANDED' | 'MISSING' | 'CHECKED';

/** Finance's count speaks; before it, what the clerk counted at handover says whether something is missing. */
export function proofState(
  expected: ProofFigures,
  handed: ProofFigures,
  checked: ProofFigures | undefined,
): ProofState {
  if (checked) return isShort(expected, checked) ? 'MISSING' : 'CHECKED';
  return isShort(expected, handed) ? 'MISSING' : 'HANDED';
}

/** More than the books know is a difference too: somebody says in words where it comes from. */
export function differs(expected: ProofFigures, counted: ProofFigures): boolean {
  return counted.receipts !== expected.receipts || counted.copies !== expected.copies;
}

function isShort(expected: ProofFigures, counted: ProofFigures): boolean {
  return counted.receipts < expected.receipts || counted.copies < expected.copies;
}
