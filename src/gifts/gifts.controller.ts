import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseCount } from '../kernel/whole-number.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { KeyedForm } from '../platform/http/keyed-form.js';
import { type Answer, file, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { uploadedFile } from '../platform/http/uploaded-file.js';
import { points } from '../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { GiftDesk } from './gift-desk.js';
import { ItemForm, RestockForm } from './gifts.dto.js';
import { GiftPhotos } from './gift-photos.js';
import { GiftsPresenter } from './gifts.presenter.js';
import { GiftsQueries } from './gifts.queries.js';
import { MAX_PIECES } from './rules/gift-draft.js';

/** What can be redeemed today, and what lies on the shelf. */
@Controller('gifts')
export class GiftsController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly queries: GiftsQueries,
    private readonly photos: GiftPhotos,
    private readonly acts: GiftDesk,
    private readonly presenter: GiftsPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('gifts.view')
  async catalogue(@Desk() desk: DeskContext): Promise<PageAnswer> {
    const today = desk.businessDate ?? calendarDate(this.clock.now());
    const offers = await this.queries.offersOn(this.reader, desk.store.id, today);
    return page('gifts/catalogue', this.presenter.catalogue(desk, offers), { titleKey: 'gifts.title' });
  }

  @Get('items')
  @Allow('gifts.view')
  stock(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.stockPage(desk);
  }

  @Post('items')
  @Allow('gifts.manageCatalogue')
  add(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ItemForm,
      act: ({ requestKey, code, nameZh, nameEn }) => this.acts.addItem(desk, requestKey, { code, nameZh, nameEn }),
      done: (id, { code }) =>
        seeOther(`/gifts/items/${id}`, { tone: 'ok', key: 'gifts.item.added', params: { code: code.trim() } }),
      again: (problem) => this.stockPage(desk, problem),
    });
  }

  @Get('items/:id')
  @Allow('gifts.view')
  item(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.itemPage(desk, id);
  }

  @Post('items/:id/restock')
  @Allow('gifts.restock')
  restock(@Desk() desk: DeskContext, @Param('id') itemId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: RestockForm,
      act: async ({ requestKey, pieces: typed, supplier }) => {
        const pieces = parseCount(typed, { min: 1, max: MAX_PIECES, field: 'pieces' });
        return { ...(await this.acts.restock(desk, requestKey, { itemId, pieces, supplier })), pieces };
      },
      done: ({ documentNo, pieces }) =>
        seeOther(`/gifts/items/${itemId}`, {
          tone: 'ok',
          key: 'gifts.restock.done',
          params: { n: points(pieces), documentNo },
        }),
      again: (problem) => this.itemPage(desk, itemId, 'restock', problem),
    });
  }

  @Get('items/:id/photo')
  @Allow('gifts.view')
  async photo(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return file(`${id}.webp`, 'image/webp', await this.photos.show(this.reader, desk.store.id, id), true);
  }

  @Post('items/:id/photo')
  @Allow('gifts.manageCatalogue')
  putPhoto(@Desk() desk: DeskContext, @Param('id') itemId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        this.photos.put(desk, requestKey, itemId, (await uploadedFile(body, 'photo')).bytes),
      done: () => seeOther(`/gifts/items/${itemId}`, { tone: 'ok', key: 'gifts.photo.done' }),
      again: (problem) => this.itemPage(desk, itemId, 'photo', problem),
    });
  }

  @Post('items/:id/retirement')
  @Allow('gifts.manageCatalogue')
  retire(@Desk() desk: DeskContext, @Param('id') itemId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: async ({ requestKey }) => {
        const item = await this.queries.item(this.reader, desk.store.id, itemId);
        await this.acts.retire(desk, requestKey, itemId);
        return item?.code ?? '';
      },
      done: (code) => seeOther('/gifts/items', { tone: 'ok', key: 'gifts.item.wasRetired', params: { code } }),
      again: (problem) => this.itemPage(desk, itemId, 'retirement', problem),
    });
  }

  private async stockPage(desk: DeskContext, problem?: FormProblem): Promise<PageAnswer> {
    const form = { action: '/gifts/items', requestKey: uuidv7(), values: {}, errors: {}, ...problem };
    const items = await this.queries.items(this.reader, desk.store.id);
    return page('gifts/stock', this.presenter.stock(desk, items, form), { titleKey: 'gifts.title' });
  }

  private async itemPage(desk: DeskContext, id: string, step?: string, problem?: FormProblem): Promise<PageAnswer> {
    const item = await this.queries.item(this.reader, desk.store.id, id);
    if (!item) throw new DomainError('page.notFound');
    const form = (name: string) => ({
      action: `/gifts/items/${id}/${name}`,
      requestKey: uuidv7(),
      values: {},
      errors: {},
      ...(name === step ? problem : {}),
    });
    const forms = {
      restock: form('restock'),
      photo: form('photo'),
      retirement: form('retirement'),
    };
    const movements = await this.queries.movements(this.reader, desk.store.id, id, 100);
    return page('gifts/item', this.presenter.item(desk, { item, movements, forms }), { titleKey: 'gifts.title' });
  }
}
