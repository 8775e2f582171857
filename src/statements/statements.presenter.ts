import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../members/rules/masks.js';
import type { Sheet } from '../platform/files/xlsx-file.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { FormModel } from '../platform/views/form-model.js';
import { dateTime, money, points, signedMoney, signedPoints } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import { statementOf } from './rules/statement.js';
import type { StatementSheet } from './statement-pages.js';
import { type Say, statementWorkbook } from './statement-workbook.js';
import type { Statement, ValueStatement } from './statement.queries.js';

type Line = Statement['lines'][number];
type ValueLine = ValueStatement['lines'][number];

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

  workbook(desk: DeskContext, sheet: StatementSheet): Sheet[] {
    const say = this.sayer(desk.locale);
    const mark = (count: number) => say('statements.watermark', { who: who(desk), time: dateTime(sheet.at), count });
    return statementWorkbook(sheet, { say, mark, what: (kind) => this.what(say, kind) });
  }

  private body(locale: Locale, sheet: StatementSheet, onPaper = false): object {
    const { statement, value, standing, topUps } = sheet;
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
        ...['when', 'what', 'document'].map((name) => column(name)),
        ...['change', 'balance'].map((name) => column(name, 'end')),
        column('expires'),
      ],
      rows: lines.map((line) => this.row(say, line, onPaper)),
      value: topUps.length === 0 ? undefined : this.value(say, value, onPaper),
      topUps: this.topUps(say, sheet, onPaper),
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

  /** Each top-up with everything that happened to it: a running balance that ends in what is left. */
  private topUps(say: Say, { topUps, lives }: StatementSheet, onPaper: boolean): object[] {
    return topUps.map(({ lotId, documentNo, paidAt, principalFen, bonusFen, principalLeft, bonusLeft }) => ({
      label: `${documentNo} · ${dateTime(paidAt)}`,
      note: say('statements.topUp', { principal: money(principalFen), bonus: money(bonusFen) }),
      left: say('statements.lotLeft', { principal: money(principalLeft), bonus: money(bonusLeft) }),
      columns: this.valueColumns(say),
      rows: statementOf(0, lives.get(lotId) ?? [], ({ principalFen: paid, bonusFen: given }) => paid + given).lines.map(
        (line) => this.valueRow(say, line, onPaper),
      ),
    }));
  }

  private value(say: Say, { opening, closing, lines }: ValueStatement, onPaper: boolean): object {
    return {
      span: say('statements.value.span', { opening: money(opening), closing: money(closing) }),
      columns: this.valueColumns(say),
      rows: lines.map((line) => this.valueRow(say, line, onPaper)),
    };
  }

  private valueColumns(say: Say): object[] {
    const label = (key: string) => ({ label: say(key) });
    const figure = (key: string) => ({ ...label(key), align: 'end' });
    return [
      ...['statements.column.when', 'statements.column.what', 'statements.column.document'].map(label),
      ...['statements.value.principal', 'statements.value.bonus', 'statements.column.balance'].map(figure),
    ];
  }

  private valueRow(say: Say, { movement, balance }: ValueLine, onPaper: boolean): object {
    return {
      cells: [
        ...this.act(say, movement, onPaper),
        { text: signedMoney(movement.principalFen) },
        { text: signedMoney(movement.bonusFen) },
        { text: money(balance), strong: true },
      ],
    };
  }

  private act(
    say: Say,
    { at, kind, documentNo, documentId }: (Line | ValueLine)['movement'],
    onPaper: boolean,
  ): object[] {
    return [
      { text: dateTime(at) },
      { text: this.what(say, kind) },
      { text: documentNo, ...(onPaper ? {} : { href: `/documents/${documentId}` }) },
    ];
  }

  private row(say: Say, { movement, balance }: Line, onPaper: boolean): object {
    const { points: moved, expiresOn } = movement;
    return {
      cells: [
        ...this.act(say, movement, onPaper),
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
