import type { FastifyRequest } from 'fastify';

/** A till or another machine of one store that speaks to the API. */
export interface DeviceIdentity {
  readonly id: string;
  readonly name: string;
  readonly storeId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    device?: DeviceIdentity;
  }
}

/** Asks who is at a door marked `@Device(scope)`; the guard calls it and puts the answer on the request. */
export abstract class DeviceGate {
  /** Throws `device.unknown` (401) without a live key, `device.notAllowed` (403) when the key does not open this door. */
  abstract admit(request: FastifyRequest, scope: string): Promise<DeviceIdentity>;
}
