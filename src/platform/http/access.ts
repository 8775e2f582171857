import { SetMetadata } from '@nestjs/common';

/** Who may come through a route. A route without any of these is shut: the guard refuses what nobody thought about. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'permission'; readonly permission: string }
  | { readonly kind: 'device'; readonly scope: string };

export const ACCESS = 'access';

/** Sign-in, health, static files: the short list of routes without a session. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** Anyone signed in, whatever their role: the desk page, one's own PIN, sign-out. */
export const SignedIn = (): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'signedIn' } satisfies Access);

/** A till's key instead of a person's session; no form proof, for there is no browser. */
export const Device = (scope: string): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'device', scope } satisfies Access);
