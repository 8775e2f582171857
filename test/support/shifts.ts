import { uuidv7 } from 'uuidv7';
import { Ledger } from '../../src/ledger/ledger.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { DocumentsService } from '../../src/platform/printing/documents.service.js';
import { Receipt } from '../../src/platform/printing/receipt.js';
import { commandOfTheDay, type DeskContext, type OpenShift } from '../../src/staff/desk-context.js';
import type { TillKind } from '../../src/venue/rules/tender-kinds.js';
import { OPENING_CHECKS, ShiftsService } from '../../src/shifts/shifts.service.js';
import type { HandoverForm } from '../../src/shifts/sign-handover.service.js';
import { at, type Colleague, type House, PIN } from './people.js';
import type { World } from './world.js';

/** The desk at which `person` stands, with the drawer that serves there now and the person's own open shift. */
export async function atCounter(house: House, person: Colleague): Promise<DeskContext> {
  const { terminal, world } = house;
  const desk = await world.one<{ drawerId: string }>('SELECT drawer_id FROM desk WHERE id = ?', [terminal.deskId]);
  const shift = await world.one<OpenShift>(
    'SELECT id, desk_id, template, business_date, opened_at FROM shift WHERE open_clerk_id = ? AND cut_at IS NULL',
    [person.id],
  );
  return at(house, person, { terminal: { ...terminal, drawerId: desk!.drawerId }, shift: shift ?? null });
}

/** `person` opens a shift at the house's counter: from here on money may move there. The shift's id. */
export async function openShift(house: House, person: Colleague, template = 'A'): Promise<string> {
  return house.world
    .get(ShiftsService)
    .open(await atCounter(house, person), uuidv7(), { template, checks: OPENING_CHECKS });
}

/** A sale for cash, or its refund when negative, as any room would post it; into the drawer the desk context names. */
export async function sell(
  world: World,
  desk: DeskContext,
  amountFen: number,
  account: TillKind = 'cash.drawer',
): Promise<void> {
  const command = commandOfTheDay(desk, 'members.enrol', uuidv7(), { amountFen });
  await world.get(UnitOfWork).run(command, async (tx) => {
    const document = await world.get(DocumentsService).create(tx, {
      kind: 'story',
      prefix: 'XS',
      copies: [{ name: 'customer', heading: '客户联' }],
      personId: null,
      printerId: null,
      compose: ({ number }) => new Receipt().text(number),
    });
    const drawer = { kind: account, owner: desk.terminal!.drawerId } as const;
    const income = { kind: 'income.cardFee', owner: desk.store.id } as const;
    const [from, to] = amountFen > 0 ? [income, drawer] : [drawer, income];
    await world.get(Ledger).post(tx, {
      kind: 'cards.feeTaken',
      documentId: document.id,
      transfers: [{ unit: 'FEN', from, to, amount: Math.abs(amountFen) }],
    });
    return null;
  });
}

/** A paper of which the guest gets one copy and the house keeps the other, as any room prints one. */
export async function printPaper(
  world: World,
  desk: DeskContext,
  kind: string,
  prefix: string,
): Promise<{ id: string; number: string }> {
  const command = commandOfTheDay(desk, 'members.enrol', uuidv7(), { kind });
  const copies = ['customer', 'merchant'].map((name) => ({ name, heading: name }));
  const paper = { kind, prefix, copies, personId: null, printerId: null };
  const { result } = await world
    .get(UnitOfWork)
    .run(command, (tx) =>
      world.get(DocumentsService).create(tx, { ...paper, compose: ({ number }) => new Receipt().text(number) }),
    );
  return result;
}

export const cosigned = (person: Colleague) => ({ staffNo: person.staffNo, pin: PIN });

/** A sheet without differences, everything into the bag. */
export function sheet(change: Partial<HandoverForm> = {}): HandoverForm {
  return {
    typed: { 'line-merchantCopies': '0' },
    reason: '',
    note: '',
    floatTo: 'BAG',
    floatFen: 0,
    pin: PIN,
    cosign: { staffNo: '', pin: '' },
    ...change,
  };
}
