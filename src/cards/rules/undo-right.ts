/** Who may take an enrolment back: whoever entered it; a colleague's only a lead. */
export function mayUndoEnrolment(
  enrolment: { readonly enteredBy: string },
  who: { readonly id: string; readonly roles: readonly string[] },
  leads: readonly string[],
): boolean {
  return enrolment.enteredBy === who.id || who.roles.some((role) => leads.includes(role));
}
