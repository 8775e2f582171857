import type { DeskContext } from '../desk-context.js';
import type { ProvenPerson } from './second-person.js';

/** Whether a PIN is its owner's. Wrong ones are counted by account and terminal, and end in a lock-out. */
export abstract class PinCheck {
  /** Throws `staff.pin.refused` or `staff.pin.locked` beside the PIN field. */
  abstract ofNumber(desk: DeskContext, staffNo: string, pin: string): Promise<ProvenPerson>;
}
