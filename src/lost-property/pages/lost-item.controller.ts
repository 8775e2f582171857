import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import QRCode from 'qrcode';
import { Reader } from '../../platform/database/reader.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, file, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { dateTime } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { Additions } from '../additions.js';
import { CorrectCategory } from '../correct-category.js';
import { LostItems } from '../lost-items.js';
import { MissingItems } from '../missing-items.js';
import { Photos } from '../photos.js';
import { Reveals } from '../reveals.js';
import { ItemPresenter, type TypedForm } from './item.presenter.js';
import { filesOf } from './lost-input.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

/** One thing: its page, its tag, photos, what was noticed about it later. */
@Controller('lost')
export class LostItemController {
  constructor(
    private readonly items: LostItems,
    private readonly photos: Photos,
    private readonly reveals: Reveals,
    private readonly correction: CorrectCategory,
    private readonly additions: Additions,
    private readonly missing: MissingItems,
    private readonly presenter: ItemPresenter,
    private readonly words: LostWordsPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get(':id')
  @Allow('lost.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.item(desk, id);
  }

  /** The tag for the browser's printer, with a code that opens the thing in the one box. */
  @Get(':id/tag')
  @Allow('lost.view')
  async tag(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    const item = await this.items.ofStore(this.reader, desk.store.id, id);
    const { number, place, foundAt } = item;
    const code = await QRCode.toDataURL(`#${number}`, { margin: 1, width: 160 });
    const model = {
      code,
      number,
      place,
      store: desk.store.name,
      thing: this.words.thing(item),
      found: dateTime(foundAt),
    };
    return page('lost/tag', model, { titleKey: 'lost.tagPage.title', frame: 'print' });
  }

  @Post(':id/reveal')
  @Allow('lost.reveal')
  reveal(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.reveals.reveal(desk, requestKey, id, fieldsOf(body, ['task']).task),
      done: () => seeOther(`/lost/${id}#details`),
      again: () => this.item(desk, id),
    });
  }

  @Get('photos/:photoId')
  @Allow('lost.reveal')
  async photo(@Desk() desk: DeskContext, @Param('photoId') photoId: string): Promise<Answer> {
    return file(`${photoId}.webp`, 'image/webp', await this.photos.show(this.reader, desk, photoId), true);
  }

  @Post(':id/photos')
  @Allow('lost.addPhotos')
  addPhotos(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => (await this.photos.add(desk, requestKey, id, await filesOf(body, 'photo'))).result,
      done: ({ photos }) =>
        seeOther(`/lost/${id}`, { tone: 'ok', key: 'lost.item.photosDone', params: { count: photos } }),
      again: (typed) => this.item(desk, id, { ...typed, of: 'photos' }),
    });
  }

  /** Taken for less than it is. */
  @Post(':id/category')
  @Allow('lost.register')
  correct(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.correction.correct(desk, requestKey, id, fieldsOf(body, ['category']).category)).result,
      done: ({ awaitsSafe }) =>
        seeOther(`/lost/${id}`, { tone: 'ok', key: awaitsSafe ? 'lost.correct.toSafe' : 'lost.correct.done' }),
      again: (typed) => this.item(desk, id, { ...typed, of: 'category' }),
    });
  }

  /** What was noticed later: kept beside the registration, shown only where the details are. */
  @Post(':id/additions')
  @Allow('lost.register')
  addDetails(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) =>
        this.additions.add(desk, requestKey, id, fieldsOf(body, ['features', 'question', 'answer'])),
      done: () => seeOther(`/lost/${id}`, { tone: 'ok', key: 'lost.item.addedDone' }),
      again: (typed) => this.item(desk, id, { ...typed, of: 'additions' }),
    });
  }

  /** Not where it should be. */
  @Post(':id/missing')
  @Allow('lost.miss')
  miss(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.missing.miss(desk, requestKey, id, fieldsOf(body, ['note']).note),
      done: () => seeOther(`/lost/${id}`, { tone: 'bad', key: 'lost.missing.done' }),
      again: (typed) => this.item(desk, id, { ...typed, of: 'missing' }),
    });
  }

  @Post(':id/found')
  @Allow('lost.miss')
  found(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.missing.found(desk, requestKey, id),
      done: () => seeOther(`/lost/${id}`, { tone: 'ok', key: 'lost.missing.found' }),
      again: (typed) => this.item(desk, id, { ...typed, of: 'found' }),
    });
  }

  private async item(desk: DeskContext, id: string, typed?: TypedForm): Promise<Answer> {
    const item = await this.items.ofStore(this.reader, desk.store.id, id);
    return page('lost/item', await this.presenter.show(desk, item, typed), { titleKey: 'lost.title' });
  }
}
