/** Who may take an enrolment back: whoever entered it, within the shift; a colleague's or a former shift's only a lead. */
export function mayUndoEnrolment(
  enrolment: { readonly enteredBy: string; readonly shiftId: string | null },
  who: { readonly id: string; readonly shiftId: string | null; readonly roles: readonly string[] },
  leads: readonly string[],
): boolean {
  const own = enrolment.enteredBy === who.id && enrolment.shiftId === who.shiftId;
  return own || who.roles.some((role) => leads.includes(role));
}
