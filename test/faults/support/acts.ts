import { Ledger } from '../../../src/ledger/ledger.js';
import type { Command, Outcome } from '../../../src/platform/database/command.js';
import type { Tx } from '../../../src/platform/database/tx.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { DocumentsService } from '../../../src/platform/printing/documents.service.js';
import { Receipt } from '../../../src/platform/printing/receipt.js';

/** Any provider of a house or of a world. */
export interface House {
  get<T>(provider: abstract new (...parts: never[]) => T): T;
}

/** One act at the counter of a story; its key tells it from every other. */
export function actCommand(key: string, more: Partial<Command> = {}): Command {
  return {
    kind: 'story.creditPoint',
    actorId: 'clerk-1',
    storeId: 'store-1',
    terminalId: null,
    businessDate: '2026-11-20',
    key,
    input: { key },
    ...more,
  };
}

/** Moves `amount` points from the counter-account to a member's lot, with its document; returns the document's number. */
export async function movePoints(house: House, tx: Tx, amount: number, owner = 'membership-1'): Promise<string> {
  const { id, number } = await house.get(DocumentsService).create(tx, {
    kind: 'story-paper',
    prefix: 'JF',
    copies: [{ name: 'customer', heading: '客户联' }],
    personId: null,
    printerId: null,
    compose: () => new Receipt().heading('积分确认单'),
  });
  const issued = { kind: 'points.issued', owner: 'store-1' } as const;
  const lot = { kind: 'points.lot', owner, part: '2027-12-31' } as const;
  const [from, to] = amount > 0 ? [issued, lot] : [lot, issued];
  await house.get(Ledger).post(tx, {
    kind: 'story.moved',
    documentId: id,
    transfers: [{ unit: 'POINT', from, to, amount: Math.abs(amount) }],
  });
  return number;
}

/** A whole confirmed act: one point for the member. */
export function creditPoint(house: House, key: string, more: Partial<Command> = {}): Promise<Outcome<string>> {
  return house.get(UnitOfWork).run(actCommand(key, more), (tx) => movePoints(house, tx, 1));
}
