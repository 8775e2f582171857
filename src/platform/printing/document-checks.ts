import type { VerifyCheck } from '../journal/verify.js';
import { findNumberGaps } from './document-number.js';

/** What `verify` asks of the papers. */
export const documentChecks: readonly VerifyCheck[] = [
  {
    name: 'documents.numbersWithoutGaps',
    run: async (db) =>
      (await findNumberGaps(db)).map(
        ({ storeId, prefix, businessDate, documents, highest, counter }) =>
          `${prefix} of ${businessDate} in ${storeId}: ${documents} documents, highest number ${highest}, counter ${counter}`,
      ),
  },
];
