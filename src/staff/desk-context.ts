import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import type { Command, CoSigner, Json } from '../platform/database/command.js';
import { ACCESS, type Access } from '../platform/http/access.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { Permission } from './permissions.js';
import type { Role } from './roles.js';

/** Who stands at which desk: everything an act or a page needs to know about where it comes from. */
export interface DeskContext {
  readonly person: {
    readonly id: string;
    readonly staffNo: string;
    readonly name: string;
    readonly roles: readonly Role[];
  };
  readonly store: { readonly id: string; readonly name: string };
  /** The enrolled counter PC; null on a phone or an office PC. */
  readonly terminal: {
    readonly id: string;
    readonly name: string;
    readonly deskId: string;
    /** Network printer; null when the browser prints. */
    readonly printerId: string | null;
    /** Owner of the `cash.drawer` account. */
    readonly drawerId: string;
  } | null;
  /** The person's own open shift in this store; null before 开班, from F9 on, and for whoever has no drawer. */
  readonly shift: OpenShift | null;
  /** The open business day of the store; null while the day is closed. */
  readonly businessDate: string | null;
  readonly locale: Locale;
}

/** A shift whose drawer serves: what every page says about it, and nothing that would spoil the blind count. */
export interface OpenShift {
  readonly id: string;
  readonly deskId: string;
  readonly template: string;
  readonly businessDate: string;
  /** Milliseconds. */
  readonly openedAt: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    desk?: DeskContext;
  }
}

/** The signed-in person's desk, put there by the guard. */
export const Desk = createParamDecorator((_: unknown, context: ExecutionContext): DeskContext => {
  const { desk } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!desk) throw new Error('this route has no signed-in person: mark it @Allow or @SignedIn');
  return desk;
});

/** Only people who hold `permission` come through this route. */
export const Allow = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'permission', permission } satisfies Access);

/** The command of an act at this desk. `key` is the form's request key. */
export function commandAt<Input extends Json>(
  desk: DeskContext,
  kind: Permission,
  key: string,
  input: Input,
  coSigners: readonly CoSigner[] = [],
): Command<Input> {
  return {
    kind,
    key,
    input,
    coSigners,
    actorId: desk.person.id,
    storeId: desk.store.id,
    terminalId: desk.terminal?.id ?? null,
    businessDate: desk.businessDate,
  };
}

/**
 * The owner of the accounts that money moves into and out of at this desk: the drawer of the shift that serves here; on a
 * phone that of the person's own open shift. Whether the person may use it is asked when the money moves.
 * Throws `shifts.notOpen`.
 */
export function tillOf({ terminal, shift }: DeskContext): string {
  const till = terminal?.drawerId ?? shift?.id;
  if (till === undefined) throw new DomainError('shifts.notOpen');
  return till;
}

/** Who asks whether an act may be taken back alone. */
export function handAt({ person, shift, businessDate }: DeskContext): ActingHand {
  return { actorId: person.id, shiftId: shift?.id ?? null, businessDate };
}

export interface ActingHand {
  readonly actorId: string;
  readonly shiftId: string | null;
  readonly businessDate: string | null;
}

/** Like `commandAt`, for acts that need an open business day (everything that moves value). Throws `venue.dayNotOpen`, also when the day is closed before it is written. */
export function commandOfTheDay<Input extends Json>(
  desk: DeskContext,
  kind: Permission,
  key: string,
  input: Input,
  coSigners: readonly CoSigner[] = [],
): Command<Input> & { readonly businessDate: string } {
  if (desk.businessDate === null) throw new DomainError('venue.dayNotOpen');
  return { ...commandAt(desk, kind, key, input, coSigners), businessDate: desk.businessDate, ofOpenDay: true };
}
