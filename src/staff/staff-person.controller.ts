import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../platform/database/reader.js';
import { type Answer, page, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { I18n } from '../platform/i18n/i18n.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { CustodyRegistry } from './custody-registry.js';
import { Allow, Desk, type DeskContext } from './desk-context.js';
import { mayDo } from './permissions.js';
import { StaffActs } from './staff-acts.service.js';
import { codePage } from './staff.controller.js';
import { BadgeForm, StaffKeyForm, tickedRoles } from './staff.dto.js';
import { StaffPresenter } from './staff.presenter.js';

/** One person: roles, badge, reset, and the end of the account. */
@Controller('staff/people/:id')
export class StaffPersonController {
  constructor(
    private readonly acts: StaffActs,
    private readonly custody: CustodyRegistry,
    private readonly present: StaffPresenter,
    private readonly submit: Submit,
    private readonly i18n: I18n,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('staff.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.page(desk, id);
  }

  @Post('roles')
  @Allow('staff.manage')
  changeRoles(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: StaffKeyForm,
      act: ({ requestKey }) => this.acts.changeRoles(desk, requestKey, id, tickedRoles(body)),
      done: ({ name }) =>
        seeOther(`/staff/people/${id}`, { tone: 'ok', key: 'staff.person.rolesDone', params: { name } }),
      again: (problem) => this.page(desk, id, 'roles', problem),
    });
  }

  @Post('badge')
  @Allow('staff.manage')
  giveBadge(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: BadgeForm,
      act: ({ requestKey, badge }) => this.acts.giveBadge(desk, requestKey, id, badge),
      done: ({ name }) =>
        seeOther(`/staff/people/${id}`, { tone: 'ok', key: 'staff.person.badgeDone', params: { name } }),
      again: (problem) => this.page(desk, id, 'badge', { ...problem, values: {} }),
    });
  }

  @Post('reset')
  @Allow('staff.resetSecrets')
  async reset(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { name, staffNo } = await this.acts.find(desk, id);
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: StaffKeyForm,
      act: ({ requestKey }) => this.acts.reset(desk, requestKey, id),
      done: (code) => codePage({ id, name, staffNo, code }),
      again: (problem) => this.page(desk, id, 'reset', problem),
    });
  }

  @Post('deactivate')
  @Allow('staff.deactivate')
  deactivate(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: StaffKeyForm,
      act: ({ requestKey }) => this.acts.deactivate(desk, requestKey, id),
      done: ({ name }) => seeOther('/staff', { tone: 'ok', key: 'staff.person.deactivated', params: { name } }),
      again: (problem) => this.page(desk, id, 'deactivate', problem),
    });
  }

  private async page(desk: DeskContext, id: string, faulty = '', problem?: FormProblem): Promise<Answer> {
    const { locale, person: reader } = desk;
    const person = await this.acts.find(desk, id);
    const held = await this.custody.heldBy(this.reader, id);
    const form = (name: string): FormModel => {
      const action = `/staff/people/${id}/${name}`;
      return problem && name === faulty ? { action, requestKey: uuidv7(), ...problem } : emptyForm(action, uuidv7());
    };
    const may = (act: 'staff.manage' | 'staff.resetSecrets' | 'staff.deactivate') =>
      person.deactivatedAt === null && id !== reader.id && mayDo(reader.roles, act);
    const model = {
      person,
      badges: [this.present.state(person, locale)],
      facts: this.present.facts(person, locale),
      roles: this.present.roleChoices(person.roles, locale),
      rolesError: faulty === 'roles' ? problem?.errors['roles'] : undefined,
      held: held.map(({ key, params, href }) => ({ text: this.i18n.t(locale, key, params), href: href ?? '' })),
      mayManage: may('staff.manage'),
      mayReset: may('staff.resetSecrets'),
      mayDeactivate: may('staff.deactivate'),
      rolesForm: form('roles'),
      badgeForm: form('badge'),
      resetForm: form('reset'),
      deactivateForm: form('deactivate'),
    };
    return page('staff/person', model, { titleKey: 'staff.title' });
  }
}
