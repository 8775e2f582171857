import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access } from '../../src/platform/http/access.js';
import { permissions } from '../../src/staff/permissions.js';
import type { Role } from '../../src/staff/roles.js';
import type { AppWorld } from '../support/world.js';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly access: Access | undefined;
  /** Who may come through with a session; none for public routes and machines. */
  readonly roles: readonly Role[];
}

/** Every route the house has, read from its controllers as the guard reads them. */
export function routesOf(world: AppWorld): Route[] {
  const controllers = [...world.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  const routes = controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? routesIn(metatype) : []));
  return routes.toSorted((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`, 'en'));
}

function routesIn(controller: { prototype: object }): Route[] {
  const prefixes = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[] | undefined].flat();
  return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
    const handler: unknown = Object.getOwnPropertyDescriptor(controller.prototype, name)?.value;
    if (typeof handler !== 'function') return [];
    const paths: (string | undefined)[] = [Reflect.getMetadata(PATH_METADATA, handler)].flat();
    const method: RequestMethod | undefined = Reflect.getMetadata(METHOD_METADATA, handler);
    if (method === undefined) return [];
    const access: Access | undefined = Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller);
    return prefixes.flatMap((prefix) =>
      paths.map((path) => ({
        method: RequestMethod[method],
        path: join(prefix, path),
        access,
        roles: rolesOf(access),
      })),
    );
  });
}

function join(...parts: (string | undefined)[]): string {
  const names = parts.flatMap((part) => (part ?? '').split('/')).filter((name) => name !== '');
  return `/${names.join('/')}`;
}

function rolesOf(access: Access | undefined): readonly Role[] {
  if (access?.kind !== 'permission') return [];
  const rule = Object.entries(permissions).find(([name]) => name === access.permission)?.[1];
  return rule?.roles ?? [];
}

/** One line of the matrix: `POST /points/credits points.creditSlip: CLERK DUTY_SUPERVISOR`. */
export function lineOf({ method, path, access, roles }: Route): string {
  if (!access) return `${method} ${path} NOBODY THOUGHT ABOUT THIS ROUTE`;
  if (access.kind === 'device') return `${method} ${path} device ${access.scope}`;
  if (access.kind !== 'permission') return `${method} ${path} ${access.kind}`;
  return `${method} ${path} ${access.permission}: ${roles.join(' ')}`;
}
