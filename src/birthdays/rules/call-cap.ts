import { DomainError } from '../../kernel/domain-error.js';

export const CALL_OUTCOMES = ['COMING', 'NOT_COMING', 'NO_ANSWER', 'CALL_LATER', 'WRONG_NUMBER'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

interface OutcomeRule {
  /** No room is kept, no gift drawn and nobody waits for them; who comes all the same is served. */
  readonly staysAway: boolean;
  /** Another call may be fixed for a time. */
  readonly again: boolean;
  /** Nobody calls this number again for this birthday. */
  readonly lastCall: boolean;
}

const outcomes: Readonly<Record<CallOutcome, OutcomeRule>> = {
  COMING: { staysAway: false, again: false, lastCall: false },
  NOT_COMING: { staysAway: true, again: false, lastCall: false },
  NO_ANSWER: { staysAway: false, again: true, lastCall: false },
  CALL_LATER: { staysAway: false, again: true, lastCall: false },
  WRONG_NUMBER: { staysAway: false, again: false, lastCall: true },
};

/** Outcomes after which a guest is not expected. */
export const STAYING_AWAY = CALL_OUTCOMES.filter((outcome) => outcomes[outcome].staysAway);

/** Whether the next call can be fixed after this one. */
export function callsAgain(outcome: CallOutcome): boolean {
  return outcomes[outcome].again;
}

/** Does the last call say so? No call, no word. */
export function staysAway(attend: string | null): boolean {
  return STAYING_AWAY.some((outcome) => outcome === attend);
}

/** Somebody to wait for: whoever said 会来, and whose reservation stands though a later call reached nobody. */
export function isExpected({ attend, holdState }: { attend: string | null; holdState: string | null }): boolean {
  const reserved = holdState !== null && holdState !== 'RELEASED';
  return !staysAway(attend) && (attend === 'COMING' || reserved);
}

/** In the house, or served already: nobody is called any more, and no word gives the room back. */
export function isHere({ holdState, givenAt }: { holdState: string | null; givenAt: number | null }): boolean {
  return holdState === 'ARRIVED' || givenAt !== null;
}

export const CALL_CHANNELS = ['PHONE', 'SMS', 'WECHAT', 'IN_PERSON'] as const;
export type CallChannel = (typeof CALL_CHANNELS)[number];

export interface PastCall {
  readonly outcome: string;
  /** The guest had asked to be called again then. */
  readonly agreed: boolean;
  /** Made to somebody expected, in the hours before the arrival. */
  readonly second: boolean;
}

export function isCallOutcome(text: string): text is CallOutcome {
  return CALL_OUTCOMES.some((outcome) => outcome === text);
}

export function isCallChannel(text: string): text is CallChannel {
  return CALL_CHANNELS.some((channel) => channel === text);
}

/** A call that follows 稍后再打 was agreed: "call me at five" is no pestering (counter-practice H23). */
export function isAgreed(calls: readonly PastCall[]): boolean {
  return calls.at(-1)?.outcome === 'CALL_LATER';
}

/**
 * Nobody is called for one birthday more often than the house allows, agreed callbacks and the one before the arrival apart, and a wrong number is
 * not called again.
 * @throws DomainError birthdays.call.cap {most} | birthdays.call.wrong
 */
export function assertMayCall(calls: readonly PastCall[], most: number, second = false): void {
  if (calls.some(({ outcome }) => isCallOutcome(outcome) && outcomes[outcome].lastCall))
    throw new DomainError('birthdays.call.wrong');
  const before = calls.find((call) => call.second);
  if (isAgreed(calls) || (second && before === undefined)) return;
  if (calls.filter((call) => !call.agreed && call !== before).length >= most)
    throw new DomainError('birthdays.call.cap', { most });
}
