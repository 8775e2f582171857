import type { ErrorTable } from '../http/error-table.js';

/** Status of each refusal of this room. */
export const printingErrors: ErrorTable = {
  'document.notFound': 404,
  'document.erased': 410,
  'document.copyUnknown': 422,
  'printer.notFound': 404,
  'printer.host.invalid': 422,
  'printer.port.invalid': 422,
};
