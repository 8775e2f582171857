import { strayStates } from '../../../kernel/transitions.js';
import { disputeLife } from './dispute-life.js';

it('every dispute can be reached and comes to an answer', () => {
  expect(strayStates(disputeLife)).toEqual({ unreachable: [], stuck: [] });
});
