/** How the guest's signature on the merchant copy went (counter-practice H9). Printing has completed the act; the signature may follow. */
export const SIGNATURE_OUTCOMES = ['SIGNED', 'REFUSED', 'LEFT'] as const;
export type SignatureOutcome = (typeof SIGNATURE_OUTCOMES)[number];
export type SignatureState = 'TO_SIGN' | SignatureOutcome;

export function isSignatureOutcome(text: string): text is SignatureOutcome {
  return (SIGNATURE_OUTCOMES as readonly string[]).includes(text);
}
