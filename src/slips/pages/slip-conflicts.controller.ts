import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Matches, MaxLength } from 'class-validator';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { clockTime, dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { Allow, commandOfTheDay, Desk, type DeskContext } from '../../staff/desk-context.js';
import { SlipConflicts } from '../slip-conflicts.js';
import { type ListedConflict, SlipsQueries } from '../slips.queries.js';
import { SlipsPresenter } from './slips.presenter.js';

export class DecisionForm {
  @Matches(/^[0-9a-f-]{36}$/)
  requestKey!: string;

  @Matches(/^(KEPT|TAKEN)$/)
  decision!: 'KEPT' | 'TAKEN';

  @MaxLength(200, { message: 'slips.reason.required' })
  reason!: string;
}

/** Slips that arrived twice with different contents: a lead reads both and decides. */
@Controller('slip-conflicts')
@Allow('slips.resolveConflict')
export class SlipConflictsController {
  constructor(
    private readonly queries: SlipsQueries,
    private readonly conflicts: SlipConflicts,
    private readonly presenter: SlipsPresenter,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async list(@Desk() { store, locale }: DeskContext): Promise<Answer> {
    const items = (await this.queries.openConflicts(store.id)).map(({ id, slipNo, receivedAt }) => ({
      href: `/slip-conflicts/${id}`,
      text: this.i18n.t(locale, 'slips.conflicts.line', { slipNo }),
      badge: undefined,
      aside: clockTime(receivedAt),
    }));
    return page('slips/conflicts', { items }, { titleKey: 'slips.conflicts.title' });
  }

  @Get(':id')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post(':id')
  async decide(@Desk() desk: DeskContext, @Param('id') conflictId: string, @Body() body: unknown): Promise<Answer> {
    const { slipNo } = await this.conflict(desk, conflictId);
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: DecisionForm,
      act: ({ requestKey, decision, reason }) => {
        const input = { conflictId, decision, reason };
        // points standing on the slip follow the decision, and points move on an open day
        return this.conflicts.resolve(commandOfTheDay(desk, 'slips.resolveConflict', requestKey, input), input);
      },
      done: ({ result }) =>
        seeOther(`/slips/${result.slipId}`, { tone: 'ok', key: 'slips.conflicts.done', params: { slipNo } }),
      again: (problem) => this.page(desk, conflictId, problem),
    });
  }

  private async page(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const conflict = await this.conflict(desk, id);
    const say = (key: string, params?: Record<string, string>) =>
      this.i18n.t(desk.locale, `slips.conflicts.${key}`, params);
    const state = say(`state.${conflict.state}`);
    const resolved =
      conflict.resolvedAt === null
        ? undefined
        : say('resolved', { state, time: dateTime(conflict.resolvedAt).slice(5) });
    const model = {
      slipNo: conflict.slipNo,
      slipHref: `/slips/${conflict.slipId}`,
      held: this.presenter.side(conflict.held, desk.locale),
      given: this.presenter.side(conflict.given, desk.locale),
      givenTitle: say('given', { source: this.i18n.t(desk.locale, `slips.source.${conflict.source}`) }),
      resolved,
      form:
        resolved === undefined
          ? { ...emptyForm(`/slip-conflicts/${id}`, uuidv7(), problem?.values ?? {}), errors: problem?.errors ?? {} }
          : undefined,
    };
    return page('slips/conflict', model, { titleKey: 'slips.conflicts.title' });
  }

  private async conflict({ store }: DeskContext, id: string): Promise<ListedConflict> {
    const conflict = await this.queries.conflict(store.id, id);
    if (!conflict) throw new DomainError('page.notFound');
    return conflict;
  }
}
