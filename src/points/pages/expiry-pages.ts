import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../cards/card-lookup.js';
import { addDays, calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { MemberStrips } from '../../members/member-strip.js';
import { PersonFields, SEALED_PERSON_COLUMNS, type SealedPerson } from '../../members/sealed-person.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { points } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';

export const NOTICE_DAYS = 30;
const SHOWN = 100;

interface SoonRow extends SealedPerson {
  membershipId: string;
  expiresOn: string;
  points: number;
}

interface ExpiredRow extends SealedPerson {
  transferId: string;
  membershipId: string;
  businessDate: string;
  points: number;
  reversed: number;
}

/** The pages about expiry: members are shown by their masks. */
@Injectable()
export class ExpiryPages {
  constructor(
    private readonly reader: Reader,
    private readonly fields: PersonFields,
    private readonly cards: CardLookup,
    private readonly strips: MemberStrips,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  async list(desk: DeskContext): Promise<object> {
    const today = desk.businessDate ?? calendarDate(this.clock.now());
    const say = (key: string) => this.i18n.t(desk.locale, `points.expiry.${key}`);
    const [soon, expired] = [await this.soon(today), await this.expired()];
    const may = mayDo(desk.person.roles, 'points.reverseExpiry');
    const figures = [{ label: say('member') }, { label: say('points'), align: 'end' }, { label: say('on') }];
    return {
      columns: figures,
      rows: soon.map((row) => ({
        cells: [
          { ...this.who(row), href: `/members/${row.membershipId}` },
          { text: points(row.points) },
          { text: row.expiresOn },
        ],
      })),
      count: String(soon.length),
      expiredColumns: [...figures.slice(0, 2), { label: say('date') }, { label: '' }],
      expiredRows: expired.map((row) => ({
        cells: [this.who(row), { text: points(row.points) }, { text: row.businessDate }, this.wayBack(desk, row, may)],
      })),
      run: may && desk.businessDate !== null ? emptyForm('/points/expiry/runs', uuidv7()) : undefined,
    };
  }

  async reversal(desk: DeskContext, transferId: string, problem?: FormProblem): Promise<object> {
    const [row] = await this.expired(transferId);
    const holder = row && (await this.cards.byMembership(this.reader, row.membershipId));
    if (!row || !holder) throw new DomainError('page.notFound');
    const say = (key: string) => this.i18n.t(desk.locale, `points.expiry.${key}`);
    const form = emptyForm(`/points/expiry/transfers/${transferId}/reversal`, uuidv7(), problem?.values ?? {});
    return {
      member: await this.strips.strip(this.reader, holder, desk.locale),
      facts: [
        { label: say('points'), value: points(row.points), note: undefined },
        { label: say('date'), value: row.businessDate, note: undefined },
      ],
      form: { ...form, errors: problem?.errors ?? {} },
    };
  }

  /** Lots whose last day lies within the notice: the guest can still be told. */
  soon(today: string): Promise<SoonRow[]> {
    return this.reader.rows<SoonRow>(
      `SELECT a.owner AS membership_id, a.part AS expires_on, a.balance AS points, ${SEALED_PERSON_COLUMNS}
       FROM ledger_account a JOIN membership m ON m.id = a.owner JOIN person p ON p.id = m.person_id JOIN person_key k ON k.person_id = p.id
       WHERE a.kind = 'points.lot' AND a.part >= ? AND a.part <= ? AND a.balance > 0 ORDER BY a.part, a.balance DESC LIMIT ?`,
      [today, addDays(today, NOTICE_DAYS), SHOWN],
    );
  }

  private expired(transferId?: string): Promise<ExpiredRow[]> {
    return this.reader.rows<ExpiredRow>(
      `SELECT t.id AS transfer_id, a.owner AS membership_id, t.business_date, t.amount AS points,
         (SELECT COUNT(*) FROM ledger_transfer r WHERE r.relates_to_id = t.id) AS reversed, ${SEALED_PERSON_COLUMNS}
       FROM points_expiry_run e JOIN ledger_transfer t ON t.document_id = e.document_id JOIN ledger_account a ON a.id = t.from_account_id
       JOIN membership m ON m.id = a.owner JOIN person p ON p.id = m.person_id JOIN person_key k ON k.person_id = p.id
       ${transferId === undefined ? '' : 'WHERE t.id = ?'} ORDER BY t.id DESC LIMIT ?`,
      transferId === undefined ? [SHOWN] : [transferId, 1],
    );
  }

  private who(person: SealedPerson): { text: string; note: string } {
    return { text: this.fields.maskedName(person), note: this.fields.maskedPhone(person) };
  }

  private wayBack({ locale }: DeskContext, { transferId, reversed }: ExpiredRow, may: boolean): object {
    if (reversed > 0)
      return { text: '', badge: { text: this.i18n.t(locale, 'points.expiry.reversed'), tone: 'plain' } };
    if (!may) return { text: '' };
    return {
      text: '',
      action: { label: this.i18n.t(locale, 'points.expiry.reverse'), href: `/points/expiry/transfers/${transferId}` },
    };
  }
}
