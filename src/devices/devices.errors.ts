import type { ErrorTable } from '../platform/http/error-table.js';

export const devicesErrors: ErrorTable = {
  'device.unknown': 401,
  'device.notAllowed': 403,
  'device.alreadyRevoked': 409,
};
