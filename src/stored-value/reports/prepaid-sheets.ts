import { Injectable } from '@nestjs/common';
import { CardWords } from '../../cards/card-words.js';
import { calendarDate, type PlainDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { StoresService } from '../../venue/stores.service.js';
import { FLOW_COLUMNS } from '../rules/prepaid-flows.js';
import { type Period, PrepaidReportsQueries } from './prepaid-reports.queries.js';
import { AGE_BANDS, bandOf } from './rules/age-bands.js';
import { quartersOf } from './rules/quarters.js';
import { recommendedRows } from './rules/recommended.js';
import { type RollForward, rollForward } from './rules/roll-forward.js';

export const PREPAID_REPORTS = ['roll-forward', 'outstanding', 'quarters', 'settlement', 'recommenders'] as const;
export type PrepaidReport = (typeof PREPAID_REPORTS)[number];

/** One report as rows, so that the page, the paper and the workbook show the same figures. */
export interface ReportSheet {
  readonly report: PrepaidReport;
  readonly columns: readonly { readonly label: string; readonly kind: 'text' | 'fen' | 'count' }[];
  readonly rows: readonly { readonly cells: readonly (string | number)[]; readonly strong?: boolean }[];
  /** Sentences under the table: what it proves, what is due. */
  readonly notes: readonly { readonly text: string; readonly tone: 'ok' | 'bad' | 'muted' }[];
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** The reports of stored value (facts 1.7). */
@Injectable()
export class PrepaidSheets {
  constructor(
    private readonly queries: PrepaidReportsQueries,
    private readonly stores: StoresService,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly cardWords: CardWords,
    private readonly i18n: I18n,
  ) {}

  sheet(report: PrepaidReport, storeId: string, period: Period, locale: Locale): Promise<ReportSheet> {
    const say: Say = (key, params) => this.i18n.t(locale, `prepaid.${key}`, params);
    if (report === 'roll-forward') return this.rollForward(say, storeId, period);
    if (report === 'outstanding') return this.outstanding(say, storeId, locale);
    if (report === 'quarters') return this.quarters(say, storeId, Number(period.to.slice(0, 4)));
    if (report === 'recommenders') return this.recommenders(say, storeId, period);
    return this.settlement(say, period);
  }

  /** Opening, every kind of posting, closing; principal and bonus are two equations (counter-practice E4). */
  private async rollForward(say: Say, storeId: string, period: Period): Promise<ReportSheet> {
    const [principal, bonus] = await this.equations(storeId, period);
    const line = (label: string, of: (side: RollForward) => number, strong = false) => ({
      strong,
      cells: [label, of(principal), of(bonus), of(principal) + of(bonus)],
    });
    const outside = principal.outsideFen !== 0 || bonus.outsideFen !== 0;
    return {
      report: 'roll-forward',
      columns: this.columns(say, ['what', 'text'], ['principal', 'fen'], ['bonus', 'fen'], ['both', 'fen']),
      rows: [
        line(say('opening', { date: period.from }), ({ openingFen }) => openingFen, true),
        ...FLOW_COLUMNS.map((column) => line(say(`flow.${column}`), ({ columns }) => columns[column])),
        ...(outside ? [line(say('outside'), ({ outsideFen }) => outsideFen)] : []),
        line(say('closing', { date: period.to }), ({ closingFen }) => closingFen, true),
      ],
      notes: await this.proof(say, storeId, period, { principal, bonus, outside }),
    };
  }

  private async proof(
    say: Say,
    storeId: string,
    { to }: Period,
    { principal, bonus, outside }: { principal: RollForward; bonus: RollForward; outside: boolean },
  ): Promise<ReportSheet['notes']> {
    if (outside) return [{ text: say('notClosed'), tone: 'bad' }];
    if (to < calendarDate(this.clock.now())) return [{ text: say('closed'), tone: 'ok' }];
    const held = await this.queries.outstanding(this.reader, storeId);
    const same = held.principalFen === principal.closingFen && held.bonusFen === bonus.closingFen;
    return [same ? { text: say('closedWithAccounts'), tone: 'ok' } : { text: say('notClosed'), tone: 'bad' }];
  }

  private async equations(storeId: string, period: Period): Promise<[RollForward, RollForward]> {
    const flows = await this.queries.flows(this.reader, storeId, period);
    return [rollForward(flows, 'prepaid.principal'), rollForward(flows, 'prepaid.bonus')];
  }

  private async outstanding(say: Say, storeId: string, locale: Locale): Promise<ReportSheet> {
    const today = calendarDate(this.clock.now());
    const lots = await this.queries.openLots(this.reader, storeId);
    const bands = AGE_BANDS.map((last, at) => {
      const own = lots.filter(({ paidAt }) => bandOf(calendarDate(paidAt), today) === at);
      const label =
        last === null ? say('band.older', { days: AGE_BANDS[at - 1] ?? 0 }) : say('band.upTo', { days: last });
      return { cells: [label, own.length, ...sums(own)] };
    });
    const cards = await this.queries.liveCards(this.reader, storeId);
    const oldest = lots[0] && calendarDate(lots[0].paidAt);
    return {
      report: 'outstanding',
      columns: this.columns(say, ['age', 'text'], ['lots', 'count'], ['principal', 'fen'], ['bonus', 'fen']),
      rows: [...bands, { strong: true, cells: [say('total'), lots.length, ...sums(lots)] }],
      notes: [
        ...(oldest ? [{ text: say('oldest', { date: oldest }), tone: 'muted' as const }] : []),
        ...cards.map(({ kindCode, ...counts }) => ({
          text: say('cards', { kind: this.cardWords.kind(locale, kindCode), ...counts }),
          tone: 'muted' as const,
        })),
      ],
    };
  }

  /** The city's quarterly figures, principal; a quarter that has not begun has none. */
  private async quarters(say: Say, storeId: string, year: number): Promise<ReportSheet> {
    const today: PlainDate = calendarDate(this.clock.now());
    const rows: ReportSheet['rows'][number][] = [];
    const due: ReportSheet['notes'][number][] = [];
    for (const quarter of quartersOf(year).filter(({ from }) => from <= today)) {
      const [{ columns, closingFen }, bonus] = await this.equations(storeId, quarter);
      const received = columns.sold + columns.corrected + columns.opening;
      const used = 0 - columns.spent - columns.returned;
      const back = 0 - columns.refunded;
      rows.push({ cells: [quarter.name, received, used, back, 0 - columns.residue, closingFen, bonus.closingFen] });
      due.push({ text: say('due', { quarter: quarter.name, date: quarter.dueOn }), tone: 'muted' });
    }
    const names = ['received', 'used', 'refunded', 'residue', 'outstanding', 'bonusLeft'] as const;
    return {
      rows,
      report: 'quarters',
      columns: this.columns(say, ['quarter', 'text'], ...names.map((name): [string, 'fen'] => [name, 'fen'])),
      notes: due,
    };
  }

  /** Whose cards paid in whose house (counter-practice E26). */
  private async settlement(say: Say, period: Period): Promise<ReportSheet> {
    const own = (await this.stores.venue(this.reader))?.name ?? say('chain');
    const found = await this.queries.settlement(this.reader, period);
    const between = found.filter(({ issuer, spender }) => issuer !== spender);
    return {
      report: 'settlement',
      columns: this.columns(
        say,
        ['issuer', 'text'],
        ['spender', 'text'],
        ['spends', 'count'],
        ['returns', 'count'],
        ['principal', 'fen'],
        ['bonus', 'fen'],
      ),
      rows: found.map(({ issuer, spender, spends, returns, principalFen, bonusFen }) => ({
        strong: issuer !== spender,
        cells: [issuer ?? own, spender ?? own, spends, returns, principalFen, bonusFen],
      })),
      notes: [{ text: say(between.length === 0 ? 'oneEntity' : 'settle', { count: between.length }), tone: 'muted' }],
    };
  }

  /** Whom the house thanks for what: net of refunds and corrections (counter-practice 1.27). */
  private async recommenders(say: Say, storeId: string, period: Period): Promise<ReportSheet> {
    return {
      report: 'recommenders',
      columns: this.columns(
        say,
        ['month', 'text'],
        ['staffNo', 'text'],
        ['document', 'text'],
        ['cards', 'count'],
        ['lots', 'count'],
        ['received', 'fen'],
        ['takenBack', 'fen'],
        ['net', 'fen'],
      ),
      rows: recommendedRows(await this.queries.recommended(this.reader, storeId, period)),
      notes: [{ text: say('recommended'), tone: 'muted' }],
    };
  }

  private columns(say: Say, ...columns: [string, 'text' | 'fen' | 'count'][]): ReportSheet['columns'] {
    return columns.map(([name, kind]) => ({ kind, label: say(`column.${name}`) }));
  }
}

function sums(lots: readonly { principalFen: number; bonusFen: number }[]): [number, number] {
  return lots.reduce<[number, number]>(
    ([principal, bonus], lot) => [principal + lot.principalFen, bonus + lot.bonusFen],
    [0, 0],
  );
}
