import { clauseField, tickField } from '../../src/venue/rules/charter-clauses.js';
import { CHARTER_ITEMS } from '../../src/venue/rules/charter-lint.js';

/** The twelve items of a charter ticked on its form, all of them in one clause. */
export const ticked = (clause: string): Record<string, string> =>
  Object.fromEntries(
    CHARTER_ITEMS.flatMap((item) => [
      [tickField(item), '1'],
      [clauseField(item), clause],
    ]),
  );
