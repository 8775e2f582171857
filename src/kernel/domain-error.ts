export type ErrorParams = Readonly<Record<string, string | number>>;

/**
 * A rule of the venue said no. `code` names the rule (`points.slip.used`); each room's `<room>.errors.ts` gives it a
 * status and both languages give it a text, so nothing below a page ever words a sentence.
 * `field` is the form field the message belongs beside, when there is one.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly params: ErrorParams = {},
    readonly field?: string,
  ) {
    super(code);
    this.name = 'DomainError';
  }
}
