import { Injectable } from '@nestjs/common';
import { ActRegistry, type ActDescription, type ActEntry } from '../../desk/act-registry.js';
import { DeskContributions, type DeskSection } from '../../desk/desk-contributions.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { addDays } from '../../kernel/business-day.js';
import { MemberActions } from '../../members/member-actions.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { ApprovableActs } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { Signatures } from '../signatures.js';
import { NOTICE_DAYS } from './expiry-pages.js';
import { LateSlipAct } from './late-slip.act.js';
import { UndoCreditAct } from './undo-credit.act.js';

const SHOWN = 5;

/** What points add to the desk: F3, the acts of today with their undo, copies to sign, points about to expire. */
@Injectable()
export class PointsDesk {
  constructor(
    private readonly reader: Reader,
    private readonly signatures: Signatures,
    private readonly i18n: I18n,
    jobs: JobRegistry,
    acts: ActRegistry,
    contributions: DeskContributions,
    approvable: ApprovableActs,
    members: MemberActions,
    late: LateSlipAct,
    undo: UndoCreditAct,
  ) {
    jobs.register({
      key: 'F3',
      href: '/points',
      labelKey: 'points.key',
      icon: 'ticket-check',
      permission: 'points.creditSlip',
    });
    members.register({
      key: 'F3',
      labelKey: 'points.key',
      icon: 'ticket-check',
      permission: 'points.creditSlip',
      href: (membershipId) => `/points/credit/${membershipId}`,
    });
    const credited = (desk: DeskContext, entry: ActEntry) => this.credited(desk, entry);
    acts.register(
      { kind: 'points.creditSlip', describe: credited },
      { kind: 'points.undoCredit', describe: (desk, entry) => this.undone(desk, entry) },
    );
    contributions.register({ order: 60, permission: 'points.settleSignature', load: (desk) => this.toSign(desk) });
    contributions.register({ order: 80, permission: 'points.view', load: (desk) => this.expiring(desk) });
    approvable.register(late);
    approvable.register(undo);
  }

  private async credited({ locale }: DeskContext, { result }: ActEntry): Promise<ActDescription> {
    const { points, tail, documentNo, documentId, confirmationId } = asFigures(result);
    const undone = await this.reader.one(
      "SELECT id FROM points_adjustment WHERE confirmation_id = ? AND cause = 'UNDO'",
      [confirmationId],
    );
    const href = `/points/confirmations/${confirmationId}`;
    const text = this.i18n.t(locale, 'points.act.credit', { points, tail, documentNo });
    return { text, href, documentId, ...(undone ? {} : { undoHref: `${href}#undo` }) };
  }

  private undone({ locale }: DeskContext, { result }: ActEntry): Promise<ActDescription> {
    const { points, tail, documentNo, documentId, confirmationId } = asFigures(result);
    const text = this.i18n.t(locale, 'points.act.undo', { points, tail, documentNo });
    return Promise.resolve({ text, documentId, href: `/points/confirmations/${confirmationId}` });
  }

  private async toSign({ store, locale }: DeskContext): Promise<DeskSection> {
    const copies = await this.signatures.toSign(this.reader, store.id);
    const lines = copies.slice(0, SHOWN).map(({ documentNo, roomNo, tail }) => ({
      text: this.i18n.t(locale, 'points.signatures.line', { documentNo, tail, room: roomNo }),
      href: '/points/signatures',
    }));
    return { titleKey: 'points.signatures.section', count: copies.length, lines };
  }

  private async expiring({ businessDate, locale }: DeskContext): Promise<DeskSection> {
    const titleKey = 'points.expiry.section';
    if (businessDate === null) return { titleKey, count: 0, lines: [] };
    const row = await this.reader.one<{ members: number; points: number }>(
      `SELECT COUNT(DISTINCT owner) AS members, COALESCE(SUM(balance), 0) AS points FROM ledger_account
       WHERE kind = 'points.lot' AND part >= ? AND part <= ? AND balance > 0`,
      [businessDate, addDays(businessDate, NOTICE_DAYS)],
    );
    if (!row || row.members === 0) return { titleKey, count: 0, lines: [] };
    const text = this.i18n.t(locale, 'points.expiry.line', { count: row.members, points: row.points });
    return { titleKey, count: row.members, lines: [{ text, href: '/points/expiry' }] };
  }
}

function asFigures(result: Readonly<Record<string, unknown>>) {
  const text = (name: string) => {
    const value = result[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return {
    points: text('points'),
    tail: text('tail'),
    documentNo: text('documentNo'),
    documentId: text('documentId'),
    confirmationId: text('confirmationId'),
  };
}
