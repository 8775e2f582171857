import { Injectable } from '@nestjs/common';
import { calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { PersonFields } from '../../members/sealed-person.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { PolicyService } from '../../venue/policy.service.js';
import { MONEY_TENDERS } from '../../venue/rules/tender-kinds.js';
import { CardWords } from '../card-words.js';
import { SellUnitCards, unitKinds, type UnitQuote } from '../unit/sell-unit-cards.js';
import { UnitCardsQueries } from '../unit/unit-cards.queries.js';
import { CardPages } from './card-pages.js';
import type { UnitCardsForm } from './unit-cards.dto.js';
import { cardTones } from './card-life.presenter.js';

/** The pages of companies' lists. */
@Injectable()
export class UnitCardPages {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly queries: UnitCardsQueries,
    private readonly selling: SellUnitCards,
    private readonly policies: PolicyService,
    private readonly pages: CardPages,
    private readonly fields: PersonFields,
    private readonly words: CardWords,
    private readonly i18n: I18n,
  ) {}

  async list({ store, locale }: DeskContext): Promise<PageAnswer> {
    const sales = await this.queries.sales(this.reader, store.id);
    const rows = sales.map(({ id, unitName, number, kindCode, cards, waiting, undone, at }) => ({
      cells: [
        { text: unitName, note: number, href: `/unit-cards/${id}`, strong: true },
        { text: this.words.kind(locale, kindCode) },
        {
          text: String(cards),
          ...(undone > 0 ? { note: this.i18n.t(locale, 'unitcards.undo.cards', { undone }) } : {}),
        },
        { text: String(waiting) },
        { text: dateTime(at) },
      ],
    }));
    const columns = ['unit', 'kind', 'cards', 'waiting', 'at'].map((key) => ({
      label: this.i18n.t(locale, `unitcards.column.${key}`),
      ...(key === 'cards' || key === 'waiting' ? { align: 'end' } : {}),
    }));
    return page('cards/unit/list', { columns, rows }, { titleKey: 'unitcards.title' });
  }

  /** Once the list can be read, the page says what it costs; the clerk takes that money, no other. */
  async form(desk: DeskContext, problem?: FormProblem): Promise<PageAnswer> {
    const { store, locale } = desk;
    const date = desk.businessDate ?? calendarDate(this.clock.now());
    const kinds = unitKinds(await this.policies.current(this.reader, store.id, date));
    const quote = await this.quote({ storeId: store.id, date }, problem);
    const blank = { agentDocumentType: 'RESIDENT_ID', kindCode: kinds[0]?.code ?? '', tender: 'CASH' };
    const model = {
      form: this.pages.form('/unit-cards/new', problem, blank),
      kinds: kinds.map(({ code, feeFen }) => ({
        value: code,
        label: this.words.kind(locale, code),
        note: this.i18n.t(locale, 'unitcards.each', { fee: money(feeFen) }),
      })),
      documents: this.pages.documents(desk),
      tenders: this.pages.options(desk, MONEY_TENDERS, 'cards.tender'),
      quote: quote && {
        feeFen: quote.feeFen,
        text: this.i18n.t(locale, 'unitcards.quote', { cards: quote.cards, fee: money(quote.feeFen) }),
      },
    };
    return page('cards/unit/sell', model, { titleKey: 'unitcards.new' });
  }

  /** The same page with the sum, for a list that can be read. Throws `cards.unit.*`. */
  async check(desk: DeskContext, typed: UnitCardsForm): Promise<PageAnswer> {
    const date = desk.businessDate ?? calendarDate(this.clock.now());
    await this.selling.quote(this.reader, { storeId: desk.store.id, date }, typed.kindCode, typed.list);
    const { requestKey: _key, ...values } = typed;
    return this.form(desk, { values, errors: {}, codes: [] });
  }

  /** Throws `page.notFound`. */
  async sale(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const { store, locale, person } = desk;
    const sale = await this.queries.sale(this.reader, store.id, id);
    const t = (key: string) => this.i18n.t(locale, `unitcards.${key}`);
    const model = {
      title: sale.unitName,
      note: this.i18n.t(locale, 'unitcards.waiting', { waiting: sale.waiting, cards: sale.cards }),
      facts: [
        { label: t('code'), value: sale.creditCode },
        { label: t('column.kind'), value: this.words.kind(locale, sale.kindCode) },
        { label: t('fee'), value: money(sale.feeFen) },
        { label: t('paper'), value: sale.number },
        { label: t('column.at'), value: dateTime(sale.at) },
      ],
      printHref: `/documents/${sale.documentId}`,
      undos: await this.undos(locale, id),
      undoForm:
        sale.waiting > 0 && mayDo(person.roles, 'cards.undoUnit')
          ? this.pages.form(`/unit-cards/${id}/undo`, problem, { reason: '' })
          : undefined,
      undoText: this.i18n.t(locale, 'unitcards.undo.text', {
        waiting: sale.waiting,
        fee: money((sale.feeFen / sale.cards) * sale.waiting),
      }),
      // a list that was taken back whole has no card to top up
      topUpHref:
        sale.undone < sale.cards && mayDo(person.roles, 'storedValue.topUpUnit')
          ? `/unit-top-ups?sale=${id}`
          : undefined,
      columns: ['line', 'card', 'holder', 'state'].map((key) => ({ label: t(`column.${key}`) })),
      rows: await this.holders(locale, id),
    };
    return page('cards/unit/sale', model, { titleKey: 'unitcards.title' });
  }

  private async holders(locale: Locale, saleId: string): Promise<object[]> {
    const cards = await this.queries.cards(this.reader, saleId);
    return cards.map((card) => ({
      cells: [
        { text: String(card.line) },
        { text: maskCardNo(card.cardNo), href: `/cards/of/${card.membershipId}` },
        { text: this.fields.maskedName(card) },
        { text: '', badge: { text: this.words.state(locale, card.cardState), tone: cardTones[card.cardState] } },
      ],
    }));
  }

  private async undos(locale: Locale, saleId: string): Promise<object[]> {
    const undos = await this.queries.undos(this.reader, saleId);
    return undos.map(({ cards: undone, feeFen, documentId, number }) => ({
      text: this.i18n.t(locale, 'unitcards.undo.row', { undone, fee: money(feeFen) }),
      badge: undefined,
      aside: number,
      href: `/documents/${documentId}`,
    }));
  }

  private async quote(
    at: { storeId: string; date: string },
    problem: FormProblem | undefined,
  ): Promise<UnitQuote | undefined> {
    const { kindCode = '', list = '' } = problem?.values ?? {};
    if (list.trim() === '') return undefined;
    try {
      return await this.selling.quote(this.reader, at, kindCode, list);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}
