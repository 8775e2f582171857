import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { parsePlainDate } from '../../kernel/business-day.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import type { FormModel } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../desk-context.js';
import { DelegationForm, EndDelegationForm } from './delegation.dto.js';
import { DelegationPresenter } from './delegation.presenter.js';
import { Delegations } from './delegations.js';

/** 代班: the manager names who signs in the supervisor's stead, with dates and a reason (counter-practice H20). */
@Controller('staff/delegations')
export class DelegationController {
  constructor(
    private readonly delegations: Delegations,
    private readonly presenter: DelegationPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('staff.delegate')
  list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.page(desk);
  }

  @Post()
  @Allow('staff.delegate')
  grant(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: DelegationForm,
      act: ({ requestKey, staffNo, role, fromDate, toDate, reason }) =>
        this.delegations.grant(desk, requestKey, {
          staffNo: staffNo.trim(),
          role,
          fromDate: parsePlainDate(fromDate, 'fromDate'),
          toDate: parsePlainDate(toDate, 'toDate'),
          reason: reason.trim(),
        }),
      done: () => seeOther('/staff/delegations', { tone: 'ok', key: 'approvals.delegation.granted' }),
      again: (typed) => this.page(desk, typed),
    });
  }

  @Post(':id/end')
  @Allow('staff.endDelegation')
  end(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: EndDelegationForm,
      act: ({ requestKey }) => this.delegations.end(desk, requestKey, id),
      done: () => seeOther('/staff/delegations', { tone: 'ok', key: 'approvals.delegation.taken' }),
      again: (typed) => this.page(desk, { errors: typed.errors }),
    });
  }

  private async page(desk: DeskContext, typed?: Partial<FormModel>): Promise<PageAnswer> {
    const rows = await this.delegations.list(desk);
    const model = this.presenter.page(desk, rows, this.delegations.today(desk), uuidv7(), typed);
    return page('approvals/delegations', model, { titleKey: 'approvals.delegation.title' });
  }
}
