import { Injectable } from '@nestjs/common';
import { type CardHolder, CardLookup } from '../cards/card-lookup.js';
import { addDays, calendarDate, parsePlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { type MemberStrip, MemberStrips } from '../members/member-strip.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { type PointsStanding, PointsOf } from '../points/points-of.js';
import type { DeskContext } from '../staff/desk-context.js';
import { type LotRow, Lots } from '../stored-value/lots.js';
import { lotMovements, type ValueMovement } from '../stored-value/value-movements.js';
import { StoresService } from '../venue/stores.service.js';
import { type Period, type Statement, StatementQueries, type ValueStatement } from './statement.queries.js';

/** What a page of a statement shows, read together. */
export interface StatementSheet {
  readonly membershipId: string;
  readonly holder: CardHolder;
  readonly strip: MemberStrip;
  readonly venue: string;
  readonly period: Period;
  readonly statement: Statement;
  readonly value: ValueStatement;
  /** As it stands now, whatever the period. */
  readonly standing: PointsStanding;
  /** Every top-up the member ever made, newest first, with what is left of it (法释〔2025〕4号 25). */
  readonly topUps: readonly LotRow[];
  /** By lot, from its opening on, whatever the period. */
  readonly lives: ReadonlyMap<string, readonly ValueMovement[]>;
  /** Milliseconds. */
  readonly at: number;
}

const DEFAULT_DAYS = 90;

/** Reads a member's statement for the page, the paper and the workbook. */
@Injectable()
export class StatementPages {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly cards: CardLookup,
    private readonly strips: MemberStrips,
    private readonly stores: StoresService,
    private readonly points: PointsOf,
    private readonly queries: StatementQueries,
    private readonly lots: Lots,
  ) {}

  /** Throws `page.notFound`, and what `StatementQueries.statement` throws. */
  async sheet(desk: DeskContext, membershipId: string, period: Period): Promise<StatementSheet> {
    const holder = await this.cards.byMembership(this.reader, membershipId);
    if (!holder) throw new DomainError('page.notFound');
    return {
      membershipId,
      holder,
      period,
      venue: (await this.stores.venue(this.reader))?.name ?? desk.store.name,
      strip: await this.strips.strip(this.reader, holder, desk.locale),
      statement: await this.queries.statement(this.reader, membershipId, period),
      value: await this.queries.value(this.reader, membershipId, period),
      standing: await this.points.standing(this.reader, membershipId),
      topUps: await this.lots.ofMember(this.reader, membershipId),
      lives: await lotMovements(this.reader, membershipId),
      at: this.clock.now(),
    };
  }

  /** The last ninety days unless somebody asked for others. Throws `date.invalid` beside its field. */
  period(desk: DeskContext, wanted: Readonly<Record<string, unknown>>): Period {
    const today = desk.businessDate ?? calendarDate(this.clock.now());
    const read = (field: 'from' | 'to', otherwise: string) => {
      const text = wanted[field];
      return typeof text === 'string' && text.trim() !== '' ? parsePlainDate(text, field) : otherwise;
    };
    const to = read('to', today);
    return { to, from: read('from', addDays(to < today ? to : today, -DEFAULT_DAYS)) };
  }
}
