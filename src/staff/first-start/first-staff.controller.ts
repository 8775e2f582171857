import { Body, Controller, Get, Post, UseGuards } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Answer, page } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../desk-context.js';
import { StaffActs } from '../staff-acts.service.js';
import { NewStaffForm, tickedRoles } from '../staff.dto.js';
import { StaffPresenter } from '../staff.presenter.js';
import { FirstStartSteps } from './first-start-steps.js';
import { UnderWayGuard } from './under-way.guard.js';

const ACTION = '/first-start/staff';

interface GivenCode {
  readonly name: string;
  readonly code: string;
}

/** Third step: tonight's people, each with a one-time code. */
@Controller('first-start/staff')
@Allow('staff.manage')
@UseGuards(UnderWayGuard)
export class FirstStaffController {
  constructor(
    private readonly staff: StaffActs,
    private readonly present: StaffPresenter,
    private readonly steps: FirstStartSteps,
    private readonly submit: Submit,
  ) {}

  @Get()
  show(@Desk() desk: DeskContext): Answer {
    return this.page(desk, emptyForm(ACTION, uuidv7()), []);
  }

  @Post()
  add(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const roles = tickedRoles(body);
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: NewStaffForm,
      act: ({ requestKey, ...person }) => this.staff.add(desk, requestKey, { ...person, roles }),
      done: ({ code }, { name }) => this.page(desk, emptyForm(ACTION, uuidv7()), [], { name, code }),
      again: (problem) => this.page(desk, { action: ACTION, requestKey: uuidv7(), ...problem }, roles),
    });
  }

  private page({ locale }: DeskContext, form: FormModel, roles: readonly string[], given?: GivenCode): Answer {
    const model = {
      form,
      given,
      roles: this.present.roleChoices(roles, locale),
      rolesError: form.errors['roles'],
      steps: this.steps.at('staff', locale),
    };
    return page('first-start/staff', model, { titleKey: 'staff.firstStart.title', frame: 'bare' });
  }
}
