import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { addDays, isPlainDate } from '../../kernel/business-day.js';
import { uuidv7 } from 'uuidv7';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { ReviewException } from '../review-exception.js';
import { DESK_DAYS, ExceptionsDesk, PAGE_DAYS } from './exceptions-desk.js';
import { ReviewForm } from './value.dto.js';

/** 储值异常 of the last days, for whoever is in charge. */
@Controller('value-exceptions')
export class ValueExceptionsController {
  constructor(
    private readonly exceptions: ExceptionsDesk,
    private readonly reviews: ReviewException,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('storedValue.exceptions')
  list(@Desk() desk: DeskContext, @Query() typed: Readonly<Record<string, unknown>>): Promise<Answer> {
    const until = typeof typed['until'] === 'string' ? typed['until'] : '';
    return this.show(desk, { values: { until }, errors: {}, codes: [] });
  }

  @Post()
  @Allow('storedValue.review')
  review(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReviewForm,
      act: ({ requestKey, exceptionKey, finding }) => this.reviews.note(desk, requestKey, exceptionKey, finding),
      done: (_, { until }) =>
        seeOther(dateOf(until) === null ? '/value-exceptions' : `/value-exceptions?until=${until}`, {
          tone: 'ok',
          key: 'value.exceptions.done',
        }),
      again: (problem) => this.show(desk, problem),
    });
  }

  private async show(desk: DeskContext, { values, errors }: FormProblem): Promise<Answer> {
    const mayReview = mayDo(desk.person.roles, 'storedValue.review');
    const until = dateOf(values['until'] ?? '');
    const lines = await this.exceptions.lines(desk, until);
    const rows = lines.map((line) => ({
      ...line,
      form:
        line.finding === undefined && mayReview
          ? {
              action: '/value-exceptions',
              requestKey: uuidv7(),
              values: values['exceptionKey'] === line.key ? values : { finding: '' },
              errors: values['exceptionKey'] === line.key ? errors : {},
            }
          : undefined,
    }));
    const days = {
      note: { days: PAGE_DAYS, recent: DESK_DAYS },
      form: {
        action: '/value-exceptions',
        requestKey: '',
        values: { until: until ?? this.exceptions.today(desk) },
        errors: {},
      },
      earlier: `/value-exceptions?until=${addDays(until ?? this.exceptions.today(desk), 0 - PAGE_DAYS)}`,
    };
    const isShown = rows.some(({ key, form }) => form !== undefined && key === values['exceptionKey']);
    const refusal = isShown ? undefined : Object.values(errors)[0];
    return page(
      'value/exceptions',
      { rows, days, refusal, until: until ?? '' },
      { titleKey: 'value.exceptions.title' },
    );
  }
}

/** A date as it was typed; null for none, and for what is none. */
function dateOf(text: string): string | null {
  return isPlainDate(text) ? text : null;
}
