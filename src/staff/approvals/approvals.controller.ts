import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../desk-context.js';
import { ApprovalLines } from './approval-lines.js';
import { ApprovalDecisions } from './approval-decisions.js';
import { ApprovalForm, RefusalForm, WithdrawalForm } from './approvals.dto.js';
import { ApprovalsPresenter, type Typed } from './approvals.presenter.js';
import { ApprovalsQueries } from './approvals.queries.js';
import { ApprovalsService } from './approvals.service.js';

/** 授权: what waits for the person on this screen, a desk or a phone, and what they sent themselves. */
@Controller('approvals')
export class ApprovalsController {
  constructor(
    private readonly queries: ApprovalsQueries,
    private readonly decisions: ApprovalDecisions,
    private readonly service: ApprovalsService,
    private readonly lines: ApprovalLines,
    private readonly presenter: ApprovalsPresenter,
    private readonly submit: Submit,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('approvals.view')
  async list(@Desk() desk: DeskContext): Promise<Answer> {
    const waiting = this.lines.waiting(await this.queries.waitingFor(desk), desk.locale);
    const sent = this.lines.sent(await this.queries.sentBy(desk, this.clock.now()), desk.locale);
    return page(
      'approvals/list',
      { waiting, sent, waitingCount: String(waiting.length) },
      { titleKey: 'approvals.title' },
    );
  }

  @Get(':id')
  @Allow('approvals.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post(':id/approval')
  @Allow('approvals.decide')
  approve(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ApprovalForm,
      act: ({ requestKey, cosignPassword }) => this.decisions.approve(desk, requestKey, id, cosignPassword),
      done: ({ summary }) =>
        seeOther('/approvals', {
          tone: 'ok',
          key: 'approvals.approve.done',
          params: { what: this.lines.say(summary, desk.locale) },
        }),
      again: (typed) => this.page(desk, id, typed),
    });
  }

  @Post(':id/refusal')
  @Allow('approvals.decide')
  refuse(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: RefusalForm,
      act: ({ requestKey, reason }) => this.decisions.refuse(desk, requestKey, id, reason),
      done: () => seeOther('/approvals', { tone: 'ok', key: 'approvals.refuse.done' }),
      again: (typed) => this.page(desk, id, typed),
    });
  }

  @Post(':id/withdrawal')
  @Allow('approvals.withdraw')
  withdraw(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: WithdrawalForm,
      act: ({ requestKey }) => this.service.withdraw(desk, requestKey, id),
      done: () => seeOther('/approvals', { tone: 'ok', key: 'approvals.withdraw.done' }),
      again: (typed) => this.page(desk, id, typed),
    });
  }

  private async page(desk: DeskContext, id: string, typed?: Typed): Promise<PageAnswer> {
    const row = await this.queries.find(desk, id);
    if (!row) throw new DomainError('page.notFound');
    const document = await this.decisions.document(desk, row);
    return page('approvals/show', this.presenter.page(desk, row, document, uuidv7(), typed), {
      titleKey: 'approvals.title',
    });
  }
}
