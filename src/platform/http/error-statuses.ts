import { Injectable } from '@nestjs/common';
import type { ErrorTable } from './error-table.js';

/** Refusals of the ground floor: forms, amounts, the server itself. */
export const ownErrors: ErrorTable = {
  'server.busy': 503,
  'server.stopping': 503,
  'form.keyReused': 409,
  'form.foreign': 403,
  'form.invalid': 422,
  'form.tooLarge': 413,
  'server.tooMany': 429,
  'page.notFound': 404,
  'page.forbidden': 403,
  'text.required': 422,
  'text.tooLong': 422,
  'money.required': 422,
  'money.invalid': 422,
  'money.negative': 422,
  'money.tooPrecise': 422,
  'money.tooSmall': 422,
  'money.tooLarge': 422,
  'count.required': 422,
  'count.invalid': 422,
  'count.tooSmall': 422,
  'count.tooLarge': 422,
  'date.invalid': 422,
};

/** The one table of refusals: code → status. Rooms add theirs when they are opened; two rooms may not share a code. */
@Injectable()
export class ErrorStatuses {
  private readonly statuses = new Map<string, number>(Object.entries(ownErrors));

  register(table: ErrorTable): void {
    for (const [code, status] of Object.entries(table)) {
      if (this.statuses.has(code)) throw new Error(`error code ${code} is registered twice`);
      this.statuses.set(code, status);
    }
  }

  /** 422 when a rule refused without a row of its own: a test keeps that from happening. */
  of(code: string): number {
    return this.statuses.get(code) ?? 422;
  }

  has(code: string): boolean {
    return this.statuses.has(code);
  }
}
