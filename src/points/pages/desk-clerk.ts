import type { DeskContext } from '../../staff/desk-context.js';
import type { Clerk } from '../points-papers.js';

/** The person at the desk as the papers name them. */
export const clerkAt = ({ person, store, terminal, locale }: DeskContext): Clerk => ({
  name: `${person.name} ${person.staffNo}`,
  storeName: store.name,
  printerId: terminal?.printerId ?? null,
  locale,
});
