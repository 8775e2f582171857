/** What a clerk may take back alone, and what the customer-service manager decides (counter-practice §4.18). */
export interface UndoneAct {
  readonly byId: string;
  readonly businessDate: string;
}

/** The own act, while its business day is open. */
export function mayUndoAlone(
  act: UndoneAct,
  who: { readonly actorId: string; readonly businessDate: string | null },
): boolean {
  return act.byId === who.actorId && act.businessDate === who.businessDate;
}
