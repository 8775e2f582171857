import { Body, Controller, Get, Post } from '@nestjs/common';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { SafeCounts } from '../safe-counts.js';
import { TakeKeys } from '../take-keys.js';
import { tickedItems } from './lost-input.js';
import { SafePresenter, type TypedSafe } from './safe.presenter.js';

/** The safe: what lies in it, slot by slot; counted at handover, on paper, and whose keys these are (001-78). */
@Controller('lost/safe')
export class LostSafeController {
  constructor(
    private readonly counts: SafeCounts,
    private readonly keys: TakeKeys,
    private readonly presenter: SafePresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('lost.view')
  show(@Desk() desk: DeskContext): Promise<Answer> {
    return this.inside(desk);
  }

  /** The list for the wall of the safe, with a line for whoever counts. */
  @Get('sheet')
  @Allow('lost.view')
  async sheet(@Desk() desk: DeskContext): Promise<Answer> {
    return page('lost/safe-sheet', await this.presenter.sheet(desk), {
      titleKey: 'lost.safeSheet.title',
      frame: 'print',
    });
  }

  @Post()
  @Allow('lost.countSafe')
  count(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.counts.count(desk, requestKey, tickedItems(body), fieldsOf(body, ['note']).note)).result,
      done: ({ missing }) =>
        missing === 0
          ? seeOther('/lost/safe', { tone: 'ok', key: 'lost.safe.countDone' })
          : seeOther('/lost/safe', { tone: 'bad', key: 'lost.safe.countMissing', params: { count: missing } }),
      again: (typed) => this.inside(desk, { ...typed, of: 'count' }),
    });
  }

  @Post('keys')
  @Allow('lost.takeKeys')
  take(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.keys.take(desk, requestKey, fieldsOf(body, ['fromId']).fromId, coSignOf(body))).result,
      done: ({ keys, documentId }) =>
        seeOther('/lost/safe', {
          tone: 'ok',
          key: 'lost.keys.done',
          params: { count: keys },
          href: `/documents/${documentId}`,
          hrefKey: 'ui.print',
        }),
      again: (typed) => this.inside(desk, { ...typed, of: 'keys' }),
    });
  }

  private async inside(desk: DeskContext, typed?: TypedSafe): Promise<Answer> {
    return page('lost/safe', await this.presenter.show(desk, typed), { titleKey: 'lost.safe.title' });
  }
}
