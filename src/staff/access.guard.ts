import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  Optional,
  UnauthorizedException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { ACCESS, type Access } from '../platform/http/access.js';
import { localeOf, SESSION_COOKIE } from '../platform/http/cookies.js';
import { Csrf } from '../platform/http/csrf.js';
import { DeviceGate } from '../platform/http/device-gate.js';
import { seeOther } from '../platform/http/page-result.js';
import { SessionStore } from '../platform/http/session-store.js';
import { TurnedAway } from '../platform/http/turned-away.js';
import { commandAt, type DeskContext } from './desk-context.js';
import { DeskContexts } from './desk-contexts.js';
import { isPermission, mayDo } from './permissions.js';
import { lockedAnswer, pathToReturnTo } from './sign-in/way-back.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Kept apart from `desk`: a locked session has a person, but no desk. */
    lockedPerson?: DeskContext['person'];
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The one door. What nobody opened is shut; what is open asks for session, form proof and permission, in this order. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionStore,
    private readonly desks: DeskContexts,
    private readonly csrf: Csrf,
    private readonly uow: UnitOfWork,
    @Optional() private readonly devices?: DeviceGate,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw new ForbiddenException();
    if (access.kind === 'device') return this.admitDevice(request, access.scope);
    await this.recognise(request);
    if (access.kind !== 'public' && !request.webSession) throw this.signInFirst(request);
    if (!READING.has(request.method)) this.csrf.assertProven(request);
    if (access.kind === 'public') return true;
    if (!request.desk) throw new TurnedAway(lockedAnswer(request));
    if (access.kind === 'permission') await this.assertPermitted(request.desk, access.permission, request);
    return true;
  }

  private async admitDevice(request: FastifyRequest, scope: string): Promise<boolean> {
    if (!this.devices) throw new ForbiddenException();
    request.device = await this.devices.admit(request, scope);
    return true;
  }

  /** Puts session and desk on the request; neither, when the cookie is old, the person has left or the PC was revoked. */
  private async recognise(request: FastifyRequest): Promise<void> {
    const token = request.cookies[SESSION_COOKIE];
    const session = token ? await this.sessions.find(token) : undefined;
    const desk = session && (await this.desks.of(session, localeOf(request)));
    if (!session || !desk) return;
    request.webSession = session;
    if (session.locked === 1) request.lockedPerson = desk.person;
    else request.desk = desk;
  }

  private signInFirst(request: FastifyRequest): Error {
    if (request.headers['x-fragment'] !== undefined) return new UnauthorizedException();
    const next = pathToReturnTo(request);
    return new TurnedAway(seeOther(next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`));
  }

  /** Another role's act is journalled when it was tried, not when its page was merely asked for: reading never writes. */
  private async assertPermitted(desk: DeskContext, permission: string, request: FastifyRequest): Promise<void> {
    if (mayDo(desk.person.roles, permission)) return;
    if (!READING.has(request.method) && isPermission(permission)) {
      const command = commandAt(desk, permission, uuidv7(), null);
      await this.uow.note(command, 'REFUSED', { code: 'page.forbidden' });
    }
    throw new ForbiddenException();
  }
}
