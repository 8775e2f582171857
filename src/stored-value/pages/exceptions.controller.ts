import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { ReviewException } from '../review-exception.js';
import { ExceptionsDesk } from './exceptions-desk.js';
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
  list(@Desk() desk: DeskContext): Promise<Answer> {
    return this.show(desk, { values: {}, errors: {}, codes: [] });
  }

  @Post()
  @Allow('storedValue.review')
  review(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReviewForm,
      act: ({ requestKey, exceptionKey, finding }) => this.reviews.note(desk, requestKey, exceptionKey, finding),
      done: () => seeOther('/value-exceptions', { tone: 'ok', key: 'value.exceptions.done' }),
      again: (problem) => this.show(desk, problem),
    });
  }

  private async show(desk: DeskContext, { values, errors }: FormProblem): Promise<Answer> {
    const mayReview = mayDo(desk.person.roles, 'storedValue.review');
    const lines = await this.exceptions.lines(desk);
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
    return page('value/exceptions', { rows }, { titleKey: 'value.exceptions.title' });
  }
}
