import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import {
  addDays,
  calendarDate,
  daysBetween,
  isPlainDate,
  parsePlainDate,
  venueInstant,
} from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { ExportTable } from '../../platform/files/export-table.js';
import { writeXlsx } from '../../platform/files/xlsx-file.js';
import { type Answer, file, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { clockTime, dateLabel, dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { Allow, commandAt, Desk, type DeskContext } from '../../staff/desk-context.js';
import { DUTY_KINDS, DutyLog, type DutyKind, type DutyRow, WRITTEN_KINDS } from '../duty-log.js';
import { ShiftPresenter } from './shift.presenter.js';
import { DutyExportForm, DutyForm } from './shifts.dto.js';

const DAY_MS = 86_400_000;
/** What the rule asks to be kept (003E-064), and so what is offered. */
const KEPT_DAYS = 60;
const MOST_DAYS = 366;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** VIP服务中心值班记录 (003E-064). It is the desk's own log, not the venue's by law (条例 25), and says so. */
@Controller('duty-log')
export class DutyLogController {
  constructor(
    private readonly log: DutyLog,
    private readonly uow: UnitOfWork,
    private readonly present: ShiftPresenter,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('shifts.view')
  show(@Desk() desk: DeskContext, @Query('date') date = ''): Promise<PageAnswer> {
    return this.page(desk, isPlainDate(date) ? date : calendarDate(this.clock.now()));
  }

  @Post()
  @Allow('shifts.writeLog')
  write(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: DutyForm,
      act: ({ requestKey, kind, place, text }) => this.log.add(desk, requestKey, { kind: kindOf(kind), place, text }),
      done: () => seeOther('/duty-log', { tone: 'ok', key: 'shifts.log.done' }),
      again: (problem) =>
        this.page(desk, calendarDate(this.clock.now()), { action: '/duty-log', requestKey: uuidv7(), ...problem }),
    });
  }

  /** The days that were asked for as a workbook, a year at most; that it was taken out is noted. */
  @Post('export')
  @Allow('shifts.exportLog')
  export(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const today = calendarDate(this.clock.now());
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: DutyExportForm,
      act: async ({ from: typedFrom, until: typedUntil }) => {
        const [from, until] = [parsePlainDate(typedFrom, 'from'), parsePlainDate(typedUntil, 'until')];
        const days = daysBetween(from, until);
        if (days < 0 || days > MOST_DAYS) throw new DomainError('shifts.log.span', { max: MOST_DAYS }, 'until');
        const rows = await this.log.lines(this.reader, desk.store.id, venueInstant(from), venueInstant(until) + DAY_MS);
        await this.uow.note(commandAt(desk, 'shifts.exportLog', '', { from, until }), 'NOTED', {
          rows: rows.length,
        });
        return writeXlsx(this.table(desk, rows));
      },
      done: (bytes) => file(`duty-log-${today}.xlsx`, XLSX, bytes),
      again: (problem) =>
        this.page(desk, today, undefined, { action: '/duty-log/export', requestKey: uuidv7(), ...problem }),
    });
  }

  private async page(desk: DeskContext, date: string, form?: FormModel, taken?: FormModel): Promise<PageAnswer> {
    const { locale } = desk;
    const rows = await this.log.lines(this.reader, desk.store.id, venueInstant(date), venueInstant(date) + DAY_MS);
    const today = calendarDate(this.clock.now());
    const model = {
      day: date,
      date: dateLabel(date, locale),
      previous: `/duty-log?date=${addDays(date, -1)}`,
      next: date < today ? `/duty-log?date=${addDays(date, 1)}` : undefined,
      events: rows.map((row) => ({
        time: clockTime(row.at),
        ...this.words(desk, row),
        who: `${row.byName} ${row.byNo}`,
      })),
      form: form ?? emptyForm('/duty-log', uuidv7(), { kind: 'NOTE' }),
      kinds: WRITTEN_KINDS.map((value) => ({ value, label: this.kind(desk, value) })),
      export: taken ?? emptyForm('/duty-log/export', uuidv7(), { from: addDays(today, -KEPT_DAYS), until: today }),
    };
    return page('shifts/duty-log', model, { titleKey: 'shifts.log.title' });
  }

  /** What was written is the line; of coming and going there is only the shift. */
  private words(desk: DeskContext, { kind, place, text }: DutyRow): { title: string; note: string } {
    const what = this.kind(desk, kind);
    const isWritten = WRITTEN_KINDS.some((written) => written === kind);
    if (isWritten) return { title: text, note: `${what} · ${place}` };
    return { title: `${what} · ${this.present.say(desk.locale, 'template', { code: text })}`, note: place };
  }

  private kind({ locale }: DeskContext, kind: DutyKind): string {
    return this.present.say(locale, `log.kind.${kind}`);
  }

  private table(desk: DeskContext, rows: readonly DutyRow[]): ExportTable<DutyRow> {
    const say = (key: string): string => this.present.say(desk.locale, key);
    return {
      rows,
      columns: [
        { header: say('column.time'), kind: 'text', value: ({ at }) => dateTime(at) },
        { header: say('paper.businessDate'), kind: 'text', value: ({ businessDate }) => businessDate },
        { header: say('log.who'), kind: 'text', value: ({ byName, byNo }) => `${byName} ${byNo}` },
        { header: say('log.place'), kind: 'text', value: ({ place }) => place },
        { header: say('log.what'), kind: 'text', value: ({ kind }) => this.kind(desk, kind) },
        { header: say('log.text'), kind: 'text', value: ({ text }) => text },
      ],
      watermark: (count) =>
        this.present.say(desk.locale, 'log.watermark', {
          who: desk.person.name,
          time: dateTime(this.clock.now()),
          count,
        }),
    };
  }
}

function kindOf(text: string): DutyKind {
  return DUTY_KINDS.find((kind) => kind === text) ?? 'ON_DUTY';
}
