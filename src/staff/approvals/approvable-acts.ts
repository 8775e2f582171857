import { Injectable } from '@nestjs/common';
import type { CoSigner, Json } from '../../platform/database/command.js';
import type { Tx } from '../../platform/database/tx.js';
import type { DeskContext } from '../desk-context.js';
import type { Permission } from '../permissions.js';

/** A sentence by its text key; the parameters are masked, so it may stand on anybody's page. */
export interface Sentence {
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** An act that waits for its second person (远程), as it was asked for. */
export interface ParkedAct<Input extends Json = Json> {
  readonly id: string;
  readonly kind: Permission;
  readonly storeId: string;
  readonly requestedBy: string;
  readonly terminalId: string | null;
  /** Milliseconds. */
  readonly createdAt: number;
  readonly personId: string | null;
  readonly input: Input;
}

export interface ActDone {
  /** The page of what the act made. */
  readonly href: string;
  /** What the clerk reads on the desk page. */
  readonly summary: Sentence;
}

/** The document that the second person reads before the own PIN: finished texts, masked. */
export interface ActDocument {
  readonly facts: readonly { readonly label: string; readonly value: string; readonly note?: string }[];
  /** The page of what it is about, when the decider may open it. */
  readonly href?: string;
}

/** How a room carries out an act that was approved on another screen. */
export interface ApprovableAct<Input extends Json = Json> {
  readonly kind: Permission;
  /**
   * The act itself, in the decision's unit: `tx.command` bears the clerk who asked as actor and the decider as
   * co-signer, and the business day that is open now. Everything is checked again here; a `DomainError` ends the request
   * as FAILED and changes nothing.
   */
  perform(tx: Tx, parked: ParkedAct<Input>, coSigner: CoSigner): Promise<ActDone>;
  describe(desk: DeskContext, parked: ParkedAct<Input>): Promise<ActDocument>;
}

/** Rooms register what may wait for an approval. */
@Injectable()
export class ApprovableActs {
  private readonly acts = new Map<string, ApprovableAct>();

  register(act: ApprovableAct): void {
    if (this.acts.has(act.kind)) throw new Error(`${act.kind} is registered twice`);
    this.acts.set(act.kind, act);
  }

  /** Throws when no room carries out `kind`: a programming error, not a refusal. */
  of(kind: string): ApprovableAct {
    const act = this.acts.get(kind);
    if (!act) throw new Error(`no room carries out ${kind} after an approval`);
    return act;
  }
}
