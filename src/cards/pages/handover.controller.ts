import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { MemberStrips } from '../../members/member-strip.js';
import { Reader } from '../../platform/database/reader.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { dateTime } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { CardLookup } from '../card-lookup.js';
import { CardWords } from '../card-words.js';
import { BlankStock } from '../stock/blank-stock.js';
import { CardHandovers } from '../tier/card-handovers.js';
import { HandOverCard, OLD_CARD_FATES } from '../tier/hand-over-card.js';
import { HandOverForm } from './card-life.dto.js';
import { CardPages } from './card-pages.js';

/** Cards that go with a tier: due, owed, to be taken back. */
@Controller('card-handovers')
@Allow('cards.handOver')
export class HandoverController {
  constructor(
    private readonly reader: Reader,
    private readonly handovers: CardHandovers,
    private readonly acts: HandOverCard,
    private readonly stock: BlankStock,
    private readonly lookup: CardLookup,
    private readonly strips: MemberStrips,
    private readonly words: CardWords,
    private readonly pages: CardPages,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async list(@Desk() { store, locale }: DeskContext): Promise<PageAnswer> {
    const t = (key: string) => this.i18n.t(locale, key);
    const waiting = await this.handovers.waiting(this.reader, store.id);
    const rows = [];
    for (const { id, state, kindCode, membershipId, openedAt } of waiting) {
      const holder = await this.lookup.byMembership(this.reader, membershipId);
      const strip = holder && (await this.strips.strip(this.reader, holder, locale));
      rows.push({
        cells: [
          {
            text: strip ? `${strip.name} ${strip.salutation}` : '',
            note: strip?.meta.join(' · '),
            href: `/card-handovers/${id}`,
          },
          { text: this.words.kind(locale, kindCode) },
          { text: t(`cardlife.handoverState.${state}`) },
          { text: dateTime(openedAt) },
        ],
      });
    }
    const columns = ['member', 'kind', 'state', 'since'].map((key) => ({ label: t(`cardlife.list.${key}`) }));
    return page('cards/life/handovers', { columns, rows }, { titleKey: 'cardlife.list.title' });
  }

  @Get(':id')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post(':id')
  hand(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: HandOverForm,
      act: ({ requestKey, cardNo, oldCard, explained }) =>
        this.acts.handOver(desk, requestKey, id, { cardNo, oldCard, explained: explained === '1' }),
      done: ({ membershipId, documentId, number, tail }) =>
        seeOther(`/cards/of/${membershipId}`, {
          tone: 'ok',
          key: 'cardlife.done.handOver',
          params: { number, tail },
          href: `/documents/${documentId}`,
          hrefKey: 'cardlife.print',
        }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  @Post(':id/owed')
  owe(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.acts.owe(desk, requestKey, id),
      done: () => seeOther('/card-handovers', { tone: 'ok', key: 'cardlife.done.owed' }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  private async page(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const row = await this.handovers.ofStore(this.reader, desk.store.id, id);
    const holder = await this.lookup.byMembership(this.reader, row.membershipId);
    if (!holder) throw new DomainError('page.notFound');
    const { locale } = desk;
    const pieces = await this.stock.atDesk(this.reader, desk.store.id, row.kindCode);
    const model = {
      ...(await this.pages.frame(desk, holder)),
      back: '/card-handovers',
      kind: this.words.kind(locale, row.kindCode),
      state: this.i18n.t(locale, `cardlife.handoverState.${row.state}`),
      stock: this.i18n.t(locale, 'cardlife.handoverPage.stock', { count: pieces }),
      isOpen: row.state === 'DUE' || row.state === 'OWED',
      canOwe: row.state === 'DUE',
      recalled: row.state === 'RECALLED' ? `/cards/${row.newCardId ?? ''}/exchange` : undefined,
      benefits: this.words.benefits(locale, row.kindCode),
      fates: this.pages.options(desk, OLD_CARD_FATES, 'cardlife.oldCard'),
      form: this.pages.form(`/card-handovers/${id}`, problem, { oldCard: 'TAKEN_BACK' }),
      oweForm: this.pages.form(`/card-handovers/${id}/owed`, undefined),
    };
    return page('cards/life/handover', model, { titleKey: 'cardlife.handoverPage.title' });
  }
}
