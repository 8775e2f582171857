import type { FormProblem } from '../../platform/http/submit.js';

/** What went wrong in the register: with the room that is changed or retired, else with the new one. */
export interface RegisterProblem {
  readonly problem: FormProblem;
  readonly change?: string;
  readonly retire?: string;
}
