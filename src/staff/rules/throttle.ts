/**
 * How guesses at a secret are slowed down. Wrong tries are counted by person *and* place, and nothing that can be done
 * from outside touches the counter PC: a stranger who guesses there only shuts out strangers.
 */
export interface ThrottleRule {
  /** Wrong tries that cost nothing. */
  readonly free: number;
  /** How long no further try is looked at, once the free ones are used up. */
  readonly blockMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Tries older than this are forgotten. */
export const FORGET_MS = 15 * MINUTE;

export const throttleRules = {
  /** Six digits: five tries, then the password opens it again at once (nobody is shut out of their own PC). */
  pin: { free: 5, blockMs: 15 * MINUTE },
  /** At an enrolled PC a colleague may be teased, not shut out: one try in twenty seconds stays open. */
  passwordHere: { free: 5, blockMs: 20 * SECOND },
  /** From anywhere else, all places together. */
  passwordElsewhere: { free: 10, blockMs: 15 * MINUTE },
  /** One address trying many names. */
  address: { free: 40, blockMs: 15 * MINUTE },
  /** Badges are swiped, not guessed. */
  badge: { free: 10, blockMs: MINUTE },
  /** 消费密码: wherever the card is keyed, three tries and then the holder shows a document. */
  spendingSecret: { free: 3, blockMs: 15 * MINUTE },
  code: { free: 5, blockMs: MINUTE },
} as const satisfies Record<string, ThrottleRule>;

export type ThrottleKind = keyof typeof throttleRules;
