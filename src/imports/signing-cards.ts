import { dateTime, money, points } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import type { BatchRow } from './imports.queries.js';
import type { ValueSignature, ValueTotals } from './sign-values.js';
import type { Withdrawn } from './withdraw-opening.js';

export interface ValuesShown {
  readonly totals: ValueTotals;
  readonly signature: ValueSignature | undefined;
  readonly withdrawn: Withdrawn | undefined;
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** The points a list brings, for Finance; undefined when none wait or are signed. */
export function openingCard(
  say: Say,
  desk: DeskContext,
  { kind, state, signature }: BatchRow,
  { members, points: sum }: { members: number; points: number },
): object | undefined {
  if (kind !== 'MEMBERS' || state !== 'DONE' || members === 0) return undefined;
  const rows = [
    { label: say('imports.opening.members'), value: points(members) },
    { label: say('imports.opening.points'), value: points(sum) },
  ];
  return { rows, ...signing(say, desk, signature ?? undefined) };
}

/** The money a list brings, for Finance; undefined when none waits or is signed. */
export function valuesCard(
  say: Say,
  desk: DeskContext,
  { kind, state }: BatchRow,
  { totals: { lots, principalFen, bonusFen }, signature }: ValuesShown,
): object | undefined {
  if (kind !== 'VALUES' || state !== 'DONE' || lots === 0) return undefined;
  const rows = [
    { label: say('imports.values.lots'), value: points(lots) },
    { label: say('imports.values.principal'), value: money(principalFen) },
    { label: say('imports.values.bonus'), value: money(bonusFen) },
  ];
  return { rows, ...signing(say, desk, signature) };
}

function signing(say: Say, desk: DeskContext, signature: ValueSignature | undefined): object {
  return {
    canSign: signature === undefined && mayDo(desk.person.roles, 'imports.signOpening'),
    canWithdraw: signature === undefined && mayDo(desk.person.roles, 'imports.withdraw'),
    signed: signature && say('imports.opening.signed', { name: signature.byName, time: dateTime(signature.at) }),
    documentNo: signature?.documentNo,
    documentHref: signature && `/documents/${signature.documentId}`,
  };
}
