/** Anything that keeps its shape in JSON: inputs are digested, results are stored and given again to a repeat. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A second person's own PIN on this act (counter-practice H1). */
export interface CoSigner {
  readonly staffId: string;
  readonly role: string;
}

/** One act as it arrives: who, where, on which business date, with which key, to do what. */
export interface Command<Input extends Json = Json> {
  /** Name of the act and of its permission, e.g. `points.creditSlip`. */
  readonly kind: string;
  readonly actorId: string;
  readonly coSigners?: readonly CoSigner[];
  readonly storeId: string;
  readonly terminalId: string | null;
  readonly businessDate: string | null;
  /** The act belongs to `businessDate` only while that day is open; asked again when it is written. */
  readonly ofOpenDay?: true;
  /** Made when the form was rendered; a second arrival with the same key gets the first result. Scoped to the actor. */
  readonly key: string;
  readonly input: Input;
}

/** Work that nobody asked for by hand: due jobs, migrations of data, first start. */
export const SYSTEM_ACTOR = 'system';

/** Chain of the journal for acts that belong to no store. */
export const HEAD_OFFICE = 'head-office';

/** What became of a command: `repeated` when the act had been done before under the same key. */
export interface Outcome<Result> {
  readonly result: Result;
  readonly repeated: boolean;
}
