import type { DeskContext } from '../desk-context.js';

/** Somebody whose own PIN was right just now. */
export interface ProvenPerson {
  readonly id: string;
  readonly storeId: string;
  readonly roles: readonly string[];
}

/** Whether a PIN is its owner's. Wrong ones are counted by account and place, and end in a lock-out. */
export abstract class PinCheck {
  /** Throws `staff.pin.refused` or `staff.pin.locked` on the field `cosignPassword`. */
  abstract ofNumber(desk: DeskContext, staffNo: string, pin: string): Promise<ProvenPerson>;
}
