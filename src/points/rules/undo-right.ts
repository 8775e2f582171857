/** What a clerk may take back alone, and what the customer-service manager decides (counter-practice §4.18). */
export interface UndoneAct {
  readonly byId: string;
  /** The shift in which it was done; null when its maker had none open. */
  readonly shiftId: string | null;
  readonly businessDate: string;
}

/** The own act, as long as the shift in which it was done still serves; outside any shift, on its business day. */
export function mayUndoAlone(
  act: UndoneAct,
  who: { readonly actorId: string; readonly shiftId: string | null; readonly businessDate: string | null },
): boolean {
  return act.byId === who.actorId && act.shiftId === who.shiftId && act.businessDate === who.businessDate;
}
