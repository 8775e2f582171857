import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import type { SessionRecord } from '../platform/http/session-store.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { DeskContext } from './desk-context.js';
import { rolesOf } from './staff.queries.js';

interface Found {
  readonly staffNo: string;
  readonly name: string;
  readonly roles: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly terminalId: string | null;
  readonly terminalName: string;
  readonly deskId: string;
  readonly printerId: string | null;
  readonly drawerId: string;
  readonly businessDate: string | null;
  readonly shiftId: string | null;
  readonly shiftDeskId: string;
  readonly template: string;
  readonly shiftDate: string;
  readonly openedAt: number;
}

/** One statement for every signed-in page. A person stands in the store of their PC, elsewhere in their own. */
const DESK = `SELECT p.staff_no, p.name, p.roles, s.id AS store_id, s.name AS store_name,
    t.id AS terminal_id, t.name AS terminal_name, t.desk_id, t.printer_id, d.drawer_id, b.business_date,
    w.id AS shift_id, w.desk_id AS shift_desk_id, w.template, w.business_date AS shift_date, w.opened_at
  FROM staff p
  LEFT JOIN terminal t ON t.id = ? AND t.revoked_at IS NULL
  LEFT JOIN desk d ON d.id = t.desk_id
  JOIN store s ON s.id = COALESCE(t.store_id, p.store_id)
  LEFT JOIN business_day b ON b.open_store_id = s.id
  LEFT JOIN shift w ON w.open_clerk_id = p.id AND w.store_id = s.id AND w.cut_at IS NULL
  WHERE p.id = ? AND p.deactivated_at IS NULL`;

@Injectable()
export class DeskContexts {
  constructor(private readonly reader: Reader) {}

  /** Where the session's person stands; undefined once they have left, or their PC's enrolment was taken away. */
  async of(session: SessionRecord, locale: Locale): Promise<DeskContext | undefined> {
    const found = await this.reader.one<Found>(DESK, [session.terminalId, session.staffId]);
    if (!found || found.terminalId !== session.terminalId) return undefined;
    return {
      person: { id: session.staffId, staffNo: found.staffNo, name: found.name, roles: rolesOf(found.roles) },
      store: { id: found.storeId, name: found.storeName },
      terminal: terminalOf(found),
      shift: shiftOf(found),
      businessDate: found.businessDate,
      locale,
    };
  }
}

function terminalOf({ terminalId, terminalName, deskId, printerId, drawerId }: Found): DeskContext['terminal'] {
  return terminalId === null ? null : { id: terminalId, name: terminalName, deskId, printerId, drawerId };
}

function shiftOf({ shiftId, shiftDeskId, template, shiftDate, openedAt }: Found): DeskContext['shift'] {
  return shiftId === null ? null : { id: shiftId, deskId: shiftDeskId, template, businessDate: shiftDate, openedAt };
}
