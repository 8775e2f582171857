import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../platform/database/reader.js';
import { type Answer, page, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { StoresService } from './stores.service.js';
import { NamesForm, NewDeskForm, NewStoreForm } from './venue.dto.js';
import { VenueActs } from './venue-acts.service.js';
import { VenuePresenter } from './venue.presenter.js';

const NAMES = '/venue/settings';
const DESKS = '/venue/settings/desks';
const STORES = '/venue/settings/stores';
const saved = { tone: 'ok', key: 'venue.settings.done' } as const;

/** What the venue, this store and its desks are called; further desks and stores. */
@Controller('venue/settings')
@Allow('venue.changeSettings')
export class SettingsController {
  constructor(
    private readonly acts: VenueActs,
    private readonly stores: StoresService,
    private readonly present: VenuePresenter,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get()
  show(@Desk() desk: DeskContext): Promise<Answer> {
    return this.page(desk);
  }

  @Post()
  rename(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: NamesForm,
      act: ({ requestKey, ...names }) => this.acts.rename(desk, requestKey, names),
      done: () => seeOther(NAMES, saved),
      again: (problem) => this.page(desk, NAMES, problem),
    });
  }

  @Post('desks')
  addDesk(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: NewDeskForm,
      act: ({ requestKey, deskName }) => this.acts.addDesk(desk, requestKey, deskName),
      done: () => seeOther(NAMES, saved),
      again: (problem) => this.page(desk, DESKS, problem),
    });
  }

  @Post('stores')
  openStore(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: NewStoreForm,
      act: ({ requestKey, newStoreName, firstDeskName }) =>
        this.acts.openStore(desk, requestKey, { storeName: newStoreName, deskName: firstDeskName }),
      done: () => seeOther(NAMES, saved),
      again: (problem) => this.page(desk, STORES, problem),
    });
  }

  private async page(desk: DeskContext, faulty = '', problem?: FormProblem): Promise<Answer> {
    const venue = await this.stores.venue(this.reader);
    const form = (action: string, values: Record<string, string> = {}): FormModel =>
      problem && action === faulty ? { action, requestKey: uuidv7(), ...problem } : emptyForm(action, uuidv7(), values);
    const model = {
      tabs: this.present.tabs(desk, 'settings'),
      names: form(NAMES, {
        venueName: venue?.name ?? '',
        storeName: desk.store.name,
        legalEntity: await this.stores.legalEntity(this.reader, desk.store.id),
      }),
      newDesk: form(DESKS),
      newStore: form(STORES),
      desks: await this.stores.desks(this.reader, desk.store.id),
      stores: await this.stores.stores(this.reader),
    };
    return page('venue/settings', model, { titleKey: 'venue.settings.title' });
  }
}
