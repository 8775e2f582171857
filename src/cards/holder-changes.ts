import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.js';

/** What must not outlive the holder it belongs to: the spending PIN, a verified identity. Runs in the unit of the transfer. */
type HolderHook = (tx: Tx, change: { readonly membershipId: string; readonly toPersonId: string }) => Promise<void>;

/** Rooms above cards register what ends when a membership goes to another holder (法释〔2025〕4号 11: the new holder gets a new PIN). */
@Injectable()
export class HolderChanges {
  private readonly hooks: HolderHook[] = [];

  register(hook: HolderHook): void {
    this.hooks.push(hook);
  }

  async changed(tx: Tx, change: { membershipId: string; toPersonId: string }): Promise<void> {
    for (const hook of this.hooks) await hook(tx, change);
  }
}
