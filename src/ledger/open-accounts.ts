import type { AccountRef, Unit } from './chart-of-accounts.js';

export interface OpenAccount {
  id: string;
  kind: AccountRef['kind'];
}

/** Tells accounts apart while they are opened. */
export function keyOf(unit: Unit, { kind, owner, part = '' }: AccountRef): string {
  return `${owner}\0${kind}\0${unit}\0${part}`;
}

export function accountOf(accounts: ReadonlyMap<string, OpenAccount>, unit: Unit, ref: AccountRef): OpenAccount {
  const account = accounts.get(keyOf(unit, ref));
  if (!account) throw new Error('account was not opened');
  return account;
}
