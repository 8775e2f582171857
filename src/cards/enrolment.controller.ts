import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { KeyedForm } from '../platform/http/keyed-form.js';
import { type Answer, fragment, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { typedValues } from '../platform/http/form-input.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { RefusalForm } from './cards.dto.js';
import { ENROLMENT_FIELDS, type EnrolmentValues } from './enrolment-form.js';
import { EnrolmentPages } from './enrolment-pages.js';
import { EnrolmentStartService } from './enrolment-start.service.js';
import { EnrolmentService } from './enrolment.service.js';

/** One page from the guest's yes to the activated card. */
@Controller('enrolments')
export class EnrolmentController {
  constructor(
    private readonly pages: EnrolmentPages,
    private readonly starts: EnrolmentStartService,
    private readonly enrolments: EnrolmentService,
    private readonly submit: Submit,
  ) {}

  @Get(':id')
  @Allow('members.startEnrolment')
  async show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    const done = await this.pages.finished(desk, id);
    return done ? seeOther(`/enrolments/done/${done.id}`) : this.page(desk, id);
  }

  /** While typing: members it may already be, age, change. Posted, so that nothing typed stands in an address. */
  @Post(':id/check')
  @Allow('members.startEnrolment')
  async check(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return fragment('cards/_check', await this.pages.check(desk, id, valuesOf(body)));
  }

  @Post(':id/save')
  @Allow('members.startEnrolment')
  save(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.starts.save(desk, requestKey, id, valuesOf(body)),
      done: () => seeOther('/enrolments', { tone: 'ok', key: 'cards.draft.saved' }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  @Post(':id')
  @Allow('members.enrol')
  activate(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.enrolments.enrol(desk, requestKey, id, valuesOf(body)),
      done: ({ result, repeated }) =>
        seeOther(
          `/enrolments/done/${result.enrolmentId}`,
          repeated ? { tone: 'info', key: 'cards.enrol.repeated' } : undefined,
        ),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  @Post(':id/refuse')
  @Allow('members.refuseEntry')
  refuse(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: RefusalForm,
      act: ({ requestKey, phone = '' }) => this.starts.refuse(desk, requestKey, id, phone),
      done: () => seeOther('/enrolments', { tone: 'info', key: 'cards.enrol.refused' }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  @Post(':id/decline')
  @Allow('members.declineOffer')
  decline(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.starts.decline(desk, requestKey, id),
      done: () => seeOther('/enrolments', { tone: 'info', key: 'cards.offer.declined' }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  private async page(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    return page('cards/enrol', await this.pages.page(desk, id, problem), { titleKey: 'cards.enrol.heading' });
  }
}

/** Only the fields of the page, and only text. */
function valuesOf(body: unknown): EnrolmentValues {
  const typed = typedValues(body);
  return Object.fromEntries(
    ENROLMENT_FIELDS.flatMap((field) => (typed[field] === undefined ? [] : [[field, typed[field]]])),
  );
}
