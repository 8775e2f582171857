import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../members/rules/masks.js';
import type { ExportTable } from '../platform/files/export-table.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { FormModel } from '../platform/views/form-model.js';
import { dateTime, money, points, signedPoints } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { StatementSheet } from './statement-pages.js';
import type { Statement } from './statement.queries.js';

type Line = Statement['lines'][number];
type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** Writes a statement for the screen, the paper and the workbook. */
@Injectable()
export class StatementsPresenter {
  constructor(private readonly i18n: I18n) {}

  show(desk: DeskContext, sheet: StatementSheet, forms: { period: FormModel; workbook: FormModel }): object {
    const { period, strip, membershipId } = sheet;
    return {
      ...this.body(desk.locale, sheet),
      forms,
      period,
      member: strip,
      back: `/members/${membershipId}`,
      paperHref: `/statements/${membershipId}/paper?from=${period.from}&to=${period.to}`,
    };
  }

  paper(desk: DeskContext, sheet: StatementSheet): object {
    const say = this.sayer(desk.locale);
    const { venue, strip, holder, period, at } = sheet;
    return {
      ...this.body(desk.locale, sheet, true),
      venue,
      member: `${strip.name} ${strip.salutation} · ${strip.meta.join(' · ')}`,
      cardNo: maskCardNo(holder.cardNo),
      period: say('statements.period', { ...period }),
      printed: say('statements.printedAt', { time: dateTime(at), by: who(desk) }),
    };
  }

  workbook(desk: DeskContext, { statement, at }: StatementSheet): ExportTable<Line> {
    const say = this.sayer(desk.locale);
    const column = (name: string) => say(`statements.column.${name}`);
    return {
      rows: statement.lines,
      watermark: (count) => say('statements.watermark', { who: who(desk), time: dateTime(at), count }),
      columns: [
        { header: column('when'), kind: 'text', value: ({ movement }) => dateTime(movement.at) },
        { header: column('what'), kind: 'text', value: ({ movement }) => this.what(say, movement.kind) },
        { header: column('document'), kind: 'code', value: ({ movement }) => movement.documentNo },
        { header: column('change'), kind: 'count', value: ({ movement }) => movement.points },
        { header: column('balance'), kind: 'count', value: ({ balance }) => balance },
        { header: column('expires'), kind: 'text', value: ({ movement }) => movement.expiresOn },
      ],
    };
  }

  private body(locale: Locale, { statement, standing, topUps }: StatementSheet, onPaper = false): object {
    const say = this.sayer(locale);
    const { opening, into, outOf, closing, lines } = statement;
    const column = (name: string, align?: 'end') => ({
      label: say(`statements.column.${name}`),
      ...(align ? { align } : {}),
    });
    return {
      totals: [
        { label: say('statements.opening'), value: points(opening) },
        { label: say('statements.in'), value: signedPoints(into) },
        { label: say('statements.out'), value: signedPoints(0 - outOf) },
      ],
      closing: { label: say('statements.closing'), value: points(closing), note: say('statements.balanced') },
      columns: [
        column('when'),
        column('what'),
        column('document'),
        column('change', 'end'),
        column('balance', 'end'),
        column('expires'),
      ],
      rows: lines.map((line) => this.row(say, line, onPaper)),
      topUps: topUps.map(({ documentNo, paidAt, principalFen, bonusFen, principalLeft, bonusLeft }) => ({
        label: `${documentNo} · ${dateTime(paidAt)}`,
        value: money(principalLeft + bonusLeft),
        note: say('statements.topUp', { principal: money(principalFen), bonus: money(bonusFen) }),
      })),
      lots: [
        ...standing.lots.map(({ expiresOn, points: held }) => ({
          label: expiresOn,
          value: points(held),
          note: undefined,
        })),
        ...(standing.debtPoints > 0
          ? [{ label: say('statements.debt'), value: points(0 - standing.debtPoints), note: undefined }]
          : []),
      ],
    };
  }

  private row(say: Say, { movement, balance }: Line, onPaper: boolean): object {
    const { at, kind, documentNo, documentId, points: moved, expiresOn } = movement;
    return {
      cells: [
        { text: dateTime(at) },
        { text: this.what(say, kind) },
        { text: documentNo, ...(onPaper ? {} : { href: `/documents/${documentId}` }) },
        { text: signedPoints(moved), tone: moved < 0 ? 'bad' : 'ok' },
        { text: points(balance), strong: true },
        { text: expiresOn, tone: 'muted' },
      ],
    };
  }

  private what(say: Say, kind: string): string {
    return say(this.i18n.has(`statements.kind.${kind}`) ? `statements.kind.${kind}` : 'statements.kind.other');
  }

  private sayer(locale: Locale): Say {
    return (key, params) => this.i18n.t(locale, key, params);
  }
}

function who({ person }: DeskContext): string {
  return `${person.name} ${person.staffNo}`;
}
