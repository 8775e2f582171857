import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import type { DeviceIdentity } from '../platform/http/device-gate.js';

/** The machine that the gate let in. */
export const Till = createParamDecorator((_: unknown, context: ExecutionContext): DeviceIdentity => {
  const { device } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!device) throw new Error('this route has no machine: mark it @Device');
  return device;
});

/** The Idempotency-Key of a POST. Throws `api.keyRequired` without one. */
export const Key = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[!-~]{1,64}$/.test(key)) throw new DomainError('api.keyRequired');
  return key;
});
