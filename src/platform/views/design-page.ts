import { sampleLists } from './design-lists.js';
import { sampleGuest } from './design-guest.js';
import { type Say, sampleForm, sampleStates } from './design-samples.js';

/**
 * The page that shows every component in every state: what a change to the styles is looked at with, in both themes.
 * Guests and figures are invented; `say` gives the reader's words (`design.sample.<key>`).
 */
export function designPage(say: Say): object {
  return { ...sampleGuest(say), ...sampleForm(say), ...sampleStates(say), ...sampleLists(say) };
}
