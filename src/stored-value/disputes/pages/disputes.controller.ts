import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../../cards/card-lookup.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { MemberStrips } from '../../../members/member-strip.js';
import { PersonVault } from '../../../platform/crypto/person-vault.js';
import { Reader } from '../../../platform/database/reader.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { KeyedForm } from '../../../platform/http/keyed-form.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../../platform/http/submit.js';
import { Allow, commandAt, Desk, type DeskContext } from '../../../staff/desk-context.js';
import { BalanceWatch } from '../balance-watch.js';
import { type DisputeDetails, Disputes, detailsPlace } from '../disputes.js';
import { DisputesQueries } from '../disputes.queries.js';
import { AnswerForm, ReportForm } from './dispute.dto.js';
import { DisputesPresenter } from './disputes.presenter.js';

const LISTED = 50;

/** 充值争议: taken down for a member, listed by age, answered. */
@Controller('disputes')
export class DisputesController {
  constructor(
    private readonly queries: DisputesQueries,
    private readonly disputes: Disputes,
    private readonly watch: BalanceWatch,
    private readonly cards: CardLookup,
    private readonly strips: MemberStrips,
    private readonly presenter: DisputesPresenter,
    private readonly vault: PersonVault,
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('disputes.view')
  async list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    const open = await this.queries.open(this.reader, desk.store.id, LISTED);
    const latest = await this.queries.latest(this.reader, desk.store.id, LISTED);
    const odd = await this.queries.stopped(this.reader, desk.store.id);
    return page('disputes/list', this.presenter.list(desk, open, latest, odd), { titleKey: 'disputes.title' });
  }

  @Post('balances')
  @Allow('disputes.checkBalances')
  check(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.watch.check(desk, requestKey),
      done: (count) =>
        seeOther('/disputes', {
          tone: count === 0 ? 'ok' : 'bad',
          key: `disputes.checked.${count === 0 ? 'none' : 'odd'}`,
          params: { count },
        }),
      again: () => this.list(desk),
    });
  }

  @Get('members/:membershipId')
  @Allow('disputes.report')
  form(@Desk() desk: DeskContext, @Param('membershipId') id: string): Promise<PageAnswer> {
    return this.reportPage(desk, id);
  }

  @Post('members/:membershipId')
  @Allow('disputes.report')
  report(@Desk() desk: DeskContext, @Param('membershipId') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReportForm,
      act: ({ requestKey, ...typed }) => this.disputes.report(desk, requestKey, id, typed),
      done: (disputeId) => seeOther(`/disputes/${disputeId}`, { tone: 'ok', key: 'disputes.reported' }),
      again: (problem) => this.reportPage(desk, id, problem),
    });
  }

  @Get(':id')
  @Allow('disputes.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post(':id/answer')
  @Allow('disputes.answer')
  answer(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: AnswerForm,
      act: ({ requestKey, ...typed }) => this.disputes.answer(desk, requestKey, id, typed),
      done: () => seeOther(`/disputes/${id}`, { tone: 'ok', key: 'disputes.noted' }),
      again: (problem) => this.page(desk, id, { problem }),
    });
  }

  @Post(':id/details')
  @Allow('disputes.reveal')
  reveal(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: async ({ requestKey }) => {
        const answer = await this.page(desk, id, { revealed: true });
        await this.uow.note(commandAt(desk, 'disputes.reveal', requestKey, { disputeId: id }), 'NOTED', {
          disputeId: id,
        });
        return answer;
      },
      done: (answer) => answer,
      again: () => this.page(desk, id),
    });
  }

  private async reportPage(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const holder = await this.cards.byMembership(this.reader, id);
    if (!holder || holder.erasedAt !== null) throw new DomainError('page.notFound');
    const values = { payWay: 'WECHAT_PAY', freeze: '1' };
    const form = { action: `/disputes/members/${id}`, requestKey: uuidv7(), values, errors: {}, ...problem };
    const member = await this.strips.strip(this.reader, holder, desk.locale);
    return page('disputes/report', this.presenter.report(desk.locale, form, member), {
      titleKey: 'disputes.reportTitle',
    });
  }

  private async page(
    desk: DeskContext,
    id: string,
    { problem, revealed = false }: { problem?: FormProblem; revealed?: boolean } = {},
  ): Promise<PageAnswer> {
    const dispute = await this.queries.find(this.reader, desk.store.id, id);
    const holder = dispute && (await this.cards.byMembership(this.reader, dispute.membershipId));
    if (!dispute || !holder) throw new DomainError('page.notFound');
    const text = await this.vault.open(this.reader, dispute.personId, detailsPlace(id), dispute.sealedDetails);
    const details: DisputeDetails | null = text === null ? null : JSON.parse(text);
    const model = this.presenter.show(desk, {
      dispute,
      details,
      revealed,
      steps: await this.queries.steps(this.reader, id),
      member: await this.strips.strip(this.reader, holder, desk.locale),
      form: {
        action: `/disputes/${id}/answer`,
        requestKey: uuidv7(),
        values: { action: 'reply' },
        errors: {},
        ...problem,
      },
    });
    return page('disputes/show', model, { titleKey: 'disputes.title' });
  }
}
