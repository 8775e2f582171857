import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../platform/database/reader.js';
import { type Answer, page } from '../platform/http/page-result.js';
import { Submit } from '../platform/http/submit.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { StoresService } from '../venue/stores.service.js';
import { Allow, Desk, type DeskContext } from './desk-context.js';
import { mayDo } from './permissions.js';
import { seesEveryStore, StaffActs } from './staff-acts.service.js';
import { NewStaffForm, tickedRoles } from './staff.dto.js';
import { StaffPresenter } from './staff.presenter.js';

const PEOPLE = '/staff/people';

/** The people of the house, how one is added, and the table of who may do what. */
@Controller('staff')
export class StaffController {
  constructor(
    private readonly acts: StaffActs,
    private readonly stores: StoresService,
    private readonly present: StaffPresenter,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('staff.view')
  async list(@Desk() desk: DeskContext): Promise<Answer> {
    const people = await this.acts.seenBy(desk);
    const model = {
      ...this.present.list(people, desk.locale),
      count: people.length,
      mayAdd: mayDo(desk.person.roles, 'staff.manage'),
      mayDelegate: mayDo(desk.person.roles, 'staff.delegate'),
    };
    return page('staff/list', model, { titleKey: 'staff.list.title' });
  }

  @Get('permissions')
  @Allow('staff.view')
  permissions(@Desk() desk: DeskContext): Answer {
    return page('staff/permissions', this.present.permissionTable(desk.locale), {
      titleKey: 'staff.permissions.title',
    });
  }

  @Get('new')
  @Allow('staff.manage')
  form(@Desk() desk: DeskContext): Promise<Answer> {
    return this.page(desk, emptyForm(PEOPLE, uuidv7(), { storeId: desk.store.id }), []);
  }

  /** Answers with the code itself: it must not stand in an address, nor in a cookie. */
  @Post('people')
  @Allow('staff.manage')
  add(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const roles = tickedRoles(body);
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: NewStaffForm,
      act: ({ requestKey, ...person }) => this.acts.add(desk, requestKey, { ...person, roles }),
      done: ({ staffId, code }, { name, staffNo }) => codePage({ id: staffId, name, staffNo, code }),
      again: (problem) => this.page(desk, { action: PEOPLE, requestKey: uuidv7(), ...problem }, roles),
    });
  }

  private async page(desk: DeskContext, form: FormModel, roles: readonly string[]): Promise<Answer> {
    const stores = seesEveryStore(desk.person.roles) ? await this.stores.stores(this.reader) : [];
    const model = {
      form,
      roles: this.present.roleChoices(roles, desk.locale),
      rolesError: form.errors['roles'],
      stores: stores.map(({ id, name }) => ({ value: id, label: name })),
      chooseStore: stores.length > 1,
    };
    return page('staff/new', model, { titleKey: 'staff.new.title' });
  }
}

/** Shown once, to be handed over in person. */
export function codePage(person: { id: string; name: string; staffNo: string; code: string }): Answer {
  return page('staff/code', person, { titleKey: 'staff.code.title' });
}
