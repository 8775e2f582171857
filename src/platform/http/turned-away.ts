import type { Answer } from './page-result.js';

/** The door stays shut, and this is what the visitor gets instead: the way to the sign-in, the unlock page. */
export class TurnedAway extends Error {
  constructor(readonly answer: Answer) {
    super('turned away at the door');
  }
}
