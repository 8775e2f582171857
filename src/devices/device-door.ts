import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import { DeviceGate, type DeviceIdentity } from '../platform/http/device-gate.js';
import { DeviceKeys } from './device-keys.service.js';

/** Reads `Authorization: Bearer <key>`. */
@Injectable()
export class DeviceDoor extends DeviceGate {
  constructor(private readonly keys: DeviceKeys) {
    super();
  }

  override async admit(request: FastifyRequest, scope: string): Promise<DeviceIdentity> {
    const key = /^Bearer (\S{1,100})$/i.exec(request.headers.authorization ?? '')?.[1];
    const device = key === undefined ? undefined : await this.keys.byKey(key);
    if (!device) throw new DomainError('device.unknown');
    if (!device.scopes.some((own) => own === scope)) throw new DomainError('device.notAllowed', { scope });
    if (request.method !== 'GET') await this.keys.used(device);
    return { id: device.id, name: device.name, storeId: device.storeId };
  }
}
