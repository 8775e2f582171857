import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { parseCount } from '../kernel/whole-number.js';
import { Reader } from '../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { emptyForm } from '../platform/views/form-model.js';
import { coSignOf } from '../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { GiftDesk } from './gift-desk.js';
import { GiftStock } from './gift-stock.js';
import { CountForm } from './gifts.dto.js';
import { giftName, GiftsQueries } from './gifts.queries.js';
import { MAX_PIECES } from './rules/gift-draft.js';

/** 盘点 of one gift by two, who do not see what the books say. */
@Controller('gifts/items/:id/count')
export class GiftCountsController {
  constructor(
    private readonly reader: Reader,
    private readonly queries: GiftsQueries,
    private readonly shelf: GiftStock,
    private readonly acts: GiftDesk,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('gifts.count')
  blank(@Desk() desk: DeskContext, @Param('id') itemId: string): Promise<PageAnswer> {
    return this.countPage(desk, itemId);
  }

  @Post()
  @Allow('gifts.count')
  count(@Desk() desk: DeskContext, @Param('id') itemId: string, @Body() body: unknown): Promise<Answer> {
    const back = `/gifts/items/${itemId}`;
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: CountForm,
      act: ({ requestKey, counted: typed, since, reason = '' }) => {
        const counted = parseCount(typed, { min: 0, max: MAX_PIECES, field: 'counted' });
        return this.acts.count(desk, requestKey, { itemId, counted, since, reason }, coSignOf(body));
      },
      done: (done) =>
        seeOther(back, {
          tone: 'ok',
          ...(done
            ? { key: 'gifts.count.done', params: { documentNo: done.documentNo } }
            : { key: 'gifts.count.same' }),
        }),
      again: (problem) => this.countPage(desk, itemId, problem),
    });
  }

  /** A form stands for the shelf as it was when the two began: what moved since wants a new form, and a new count. */
  private async countPage(desk: DeskContext, itemId: string, problem?: FormProblem): Promise<PageAnswer> {
    const { locale, store } = desk;
    const item = await this.queries.item(this.reader, store.id, itemId);
    if (!item) throw new DomainError('page.notFound');
    const now = await this.shelf.lastMove(this.reader, store.id, itemId);
    const form = { ...emptyForm(`/gifts/items/${itemId}/count`, uuidv7()), ...problem };
    const since = form.values['since'] ?? now;
    const model = {
      form,
      since,
      moved: since !== now,
      second: desk.person.roles.includes('FINANCE') ? 'secondOfFinance' : 'second',
      code: item.code,
      name: giftName(item, locale),
      back: `/gifts/items/${itemId}`,
    };
    return page('gifts/count', model, { titleKey: 'gifts.count.title' });
  }
}
