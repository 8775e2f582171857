import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../members/rules/masks.js';
import { displayPhone, readPhone } from '../members/rules/phone.js';
import { PersonFields } from '../members/sealed-person.js';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { CopySpec } from '../platform/printing/copy-frame.js';
import { type DocumentStamp, DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, money, points, signedPoints } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { EntryRow } from './birthday.queries.js';

/** The house's own papers are in its own language, whatever the clerk reads. */
const PAPER = 'zh-CN';

/** 领用登记, 退货登记, 销毁, 报损, 核对单. */
const PREFIXES = {
  draw: 'LY',
  standby: 'BY',
  return: 'TL',
  destroy: 'XH',
  writeOff: 'BS',
  undo: 'GZ',
  reconcile: 'HD',
} as const;
export type RegisterKind = keyof typeof PREFIXES;

export interface RegisterPaper {
  readonly kind: RegisterKind;
  readonly lines: readonly { readonly item: string; readonly entry: EntryRow | null; readonly pieces: number }[];
  readonly reason?: string;
  /** Where a gift is now that went to the wrong guest. */
  readonly where?: string | undefined;
  /** What is gone for good, at cost. */
  readonly costFen?: number | undefined;
  /** Whoever signs beside the person who acts. */
  readonly second: string;
  readonly secondRole: string;
}

/**
 * Papers of this room. The slip for the guest bears what the guest signs, sealed under the guest's key; registers bear masks only, because
 * many guests stand on one: the full sheet is printed from the files for whoever may (`birthdays.printRegister`).
 */
@Injectable()
export class BirthdayPapers {
  constructor(
    private readonly documents: DocumentsService,
    private readonly fields: PersonFields,
    private readonly i18n: I18n,
  ) {}

  /** 赠送签收单, one a guest (003E-026): name, phone, birthday, giver, and the line to sign. Printed before somebody gave it, the giver signs too. */
  slip(
    tx: Tx,
    desk: DeskContext,
    entry: EntryRow,
    { items, giver }: { readonly items: readonly string[]; readonly giver: string | null },
  ): Promise<{ id: string; number: string }> {
    const phone = readPhone(this.fields.phone(entry) ?? '');
    const blank = this.say('paper.notLeft');
    return this.documents.create(tx, {
      kind: 'birthday-slip',
      prefix: 'SR',
      copies: [{ name: 'merchant', heading: this.say('paper.slipCopy'), signature: this.say('paper.guestSigns') }],
      personId: entry.personId,
      printerId: desk.terminal?.printerId ?? null,
      compose: (stamp) => {
        const receipt = this.head(desk, 'slip', stamp);
        receipt.pair(this.say('paper.name'), this.fields.name(entry) ?? blank);
        receipt.pair(this.say('paper.phone'), phone ? displayPhone(phone) : blank);
        receipt.pair(this.say('paper.birthday'), this.birthdayText(entry));
        if (giver === null) receipt.pair(this.say('paper.giverSigns'), '________________');
        else receipt.pair(this.say('paper.giver'), giver);
        for (const item of items) receipt.pair(this.say('paper.item'), item);
        return receipt.rule().centre(this.say('paper.wish'));
      },
    });
  }

  register(tx: Tx, desk: DeskContext, paper: RegisterPaper): Promise<{ id: string; number: string }> {
    const { kind, lines, reason, costFen, where } = paper;
    const role = this.i18n.t(PAPER, `staff.role.${paper.secondRole}`);
    const second = `${paper.second} ${role}`;
    const copies: CopySpec[] = ['manager', 'finance'].map((name) => ({
      name,
      heading: this.say(`paper.copy.${name}`),
      signature: this.say('paper.bothSign', { role }),
    }));
    return this.documents.create(tx, {
      copies,
      kind: `birthday-${kind}`,
      prefix: PREFIXES[kind],
      personId: null,
      printerId: desk.terminal?.printerId ?? null,
      compose: (stamp) => {
        const receipt = this.head(desk, kind, stamp).pair(this.say('paper.second'), second);
        if (reason !== undefined && reason !== '') receipt.pair(this.say('paper.reason'), reason);
        if (where !== undefined) receipt.pair(this.say('undo.outcome'), this.say(`undo.${where}`));
        receipt.rule();
        for (const { item, entry, pieces } of lines) {
          const who = entry
            ? `${this.fields.maskedName(entry)} ${maskCardNo(entry.cardNo ?? '')}`
            : this.say('standby');
          receipt.columns(
            [{ width: 0 }, { width: 20 }, { width: 6, align: 'right' }],
            [item, who, pieceText(kind, pieces)],
          );
        }
        receipt.rule();
        if (costFen !== undefined) receipt.pair(this.say('paper.cost'), money(costFen));
        return receipt.total(this.say('paper.pieces'), points(lines.reduce((sum, { pieces }) => sum + pieces, 0)));
      },
    });
  }

  /** 农历 01-23 or 03-14, as the guest knows it. */
  birthdayText(entry: EntryRow): string {
    const text = this.fields.maskedBirthday(entry);
    return entry.calendar === 'LUNAR' ? `${this.say('lunar')} ${text}` : text;
  }

  private head(desk: DeskContext, kind: string, { number, at }: DocumentStamp): Receipt {
    return new Receipt()
      .title(desk.store.name)
      .heading(this.say(`paper.title.${kind}`))
      .rule()
      .pair(this.say('paper.number'), number)
      .pair(this.say('paper.at'), dateTime(at))
      .pair(this.say('paper.first'), `${desk.person.name} ${desk.person.staffNo}`);
  }

  private say(key: string, params = {}): string {
    return this.i18n.t(PAPER, `birthdays.${key}`, params);
  }
}

function pieceText(kind: RegisterKind, pieces: number): string {
  return kind === 'reconcile' ? signedPoints(pieces) : points(pieces);
}
