import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { ID_DOCUMENT_TYPES } from '../../members/rules/id-document.js';
import { MemberStrips } from '../../members/member-strip.js';
import { TITLES } from '../../members/rules/salutation.js';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { StaffQueries } from '../../staff/staff.queries.js';
import { TIERS } from '../../venue/rules/policy-schema.js';
import { type CardHolder, CardLookup } from '../card-lookup.js';
import { CardInHand } from '../life/card-in-hand.js';
import { CardHandovers, type HandoverRow } from '../tier/card-handovers.js';
import { type CardLife, CardLifePresenter } from './card-life.presenter.js';
import { CardLifeQueries } from './card-life.queries.js';

/** Gathers the page of a member's cards, and the frame around each act with one of them. */
@Injectable()
export class CardPages {
  constructor(
    private readonly reader: Reader,
    private readonly lookup: CardLookup,
    private readonly hand: CardInHand,
    private readonly queries: CardLifeQueries,
    private readonly handovers: CardHandovers,
    private readonly strips: MemberStrips,
    private readonly staff: StaffQueries,
    private readonly presenter: CardLifePresenter,
    private readonly i18n: I18n,
  ) {}

  /** Throws `page.notFound`. */
  async cards(desk: DeskContext, membershipId: string, problem?: FormProblem): Promise<PageAnswer> {
    const { locale } = desk;
    const holder = await this.lookup.byMembership(this.reader, membershipId);
    if (!holder) throw new DomainError('page.notFound');
    const cards = await this.lookup.cardsOf(this.reader, membershipId);
    const [acts, steps, tiers, waiting] = await Promise.all([
      this.queries.acts(this.reader, membershipId),
      this.queries.steps(this.reader, membershipId),
      this.queries.tiers(this.reader, membershipId),
      this.handovers.waitingFor(this.reader, membershipId),
    ]);
    const people = [
      ...acts.flatMap(({ byId, coSignerId }) => [byId, coSignerId ?? '']),
      ...steps.map(({ byId }) => byId),
    ];
    const names = await this.staff.names(this.reader, people);
    const model = {
      member: await this.strips.strip(this.reader, holder, locale),
      back: `/members/${membershipId}`,
      waiting: this.waiting(desk, waiting),
      cards: this.cardViews(desk, cards, { acts, steps, names }),
      tiers: this.presenter.tiers(locale, tiers),
      ...this.lowering(desk, holder, problem),
    };
    return page('cards/life/cards', model, { titleKey: 'cardlife.page.title' });
  }

  /** The page of one act with one card. Throws `page.notFound`. */
  async act(
    desk: DeskContext,
    cardId: string,
    act: string,
    {
      problem,
      more = {},
      values = {},
    }: { problem?: FormProblem | undefined; more?: object; values?: Record<string, string> },
  ): Promise<PageAnswer> {
    const holder = await this.holder(cardId);
    const form = this.form(`/cards/${cardId}/${act}`, problem, values);
    const title = this.i18n.t(desk.locale, `cardlife.act.${act}`);
    const model = { ...more, title, form, ...(await this.frame(desk, holder)) };
    return page(`cards/life/${act}`, model, { titleKey: `cardlife.act.${act}` });
  }

  /** The page of an act that writes down whose card it becomes: titles, documents, and what is asked of the holder so far. */
  async personAct(
    desk: DeskContext,
    cardId: string,
    act: string,
    { problem, values = {} }: { problem?: FormProblem | undefined; values?: Record<string, string> },
  ): Promise<PageAnswer> {
    const more = {
      knows: await this.knows(await this.holder(cardId)),
      titles: this.options(desk, TITLES, 'members.title'),
      documents: this.documents(desk),
    };
    return this.act(desk, cardId, act, {
      problem,
      more,
      values: { title: 'GUEST', documentType: 'RESIDENT_ID', ...values },
    });
  }

  holder(cardId: string): Promise<CardHolder> {
    return this.hand.of(this.reader, cardId);
  }

  async frame(desk: DeskContext, holder: CardHolder) {
    return {
      member: await this.strips.strip(this.reader, holder, desk.locale),
      badges: this.presenter.badges(desk.locale, holder),
      back: `/cards/of/${holder.membershipId}`,
    };
  }

  /** Whether the house knows the number of the holder's document, and the phone: what the page asks for. */
  async knows(holder: CardHolder): Promise<{ document: boolean; phone: boolean }> {
    const kept = await this.reader.one<{ idHash: string | null }>('SELECT id_hash FROM person WHERE id = ?', [
      holder.personId,
    ]);
    return { document: (kept?.idHash ?? null) !== null, phone: holder.phoneHash !== null };
  }

  hasValue(holder: CardHolder): Promise<boolean> {
    return this.hand.hasValue(this.reader, holder.membershipId);
  }

  options(desk: DeskContext, keys: readonly string[], table: string) {
    return keys.map((value) => ({ value, label: this.i18n.t(desk.locale, `${table}.${value}`) }));
  }

  /** Documents that say who one is. */
  documents(desk: DeskContext) {
    const types = ID_DOCUMENT_TYPES.filter((type) => type !== 'STUDENT_ID');
    return this.options(desk, types, 'members.document');
  }

  private waiting({ locale }: DeskContext, rows: readonly HandoverRow[]) {
    const t = (key: string) => this.i18n.t(locale, key);
    return rows.map(({ id, state, kindCode }) => ({
      href: `/card-handovers/${id}`,
      text: `${t(`cardlife.handoverState.${state}`)} · ${t(`cards.kind.${kindCode}`)}`,
      badge: { text: t(`cardlife.handoverShort.${state}`), tone: 'warn' },
      aside: undefined,
    }));
  }

  /** Where two cards answer, the older one can be taken back. */
  private cardViews(desk: DeskContext, cards: readonly CardHolder[], life: CardLife) {
    const severalServe = cards.filter(({ cardState }) => cardState === 'ACTIVE').length > 1;
    const mayTakeBack = severalServe && mayDo(desk.person.roles, 'cards.takeBack');
    return cards.map((card, index) => ({
      ...this.presenter.card(desk, card, life),
      takeBack:
        mayTakeBack && card.cardState === 'ACTIVE' && index > 0
          ? this.form(`/cards/${card.cardId}/return`, undefined)
          : undefined,
    }));
  }

  private lowering({ person, locale }: DeskContext, holder: CardHolder, problem: FormProblem | undefined) {
    const { tier, closedAt, membershipId } = holder;
    const may = tier !== 'ORDINARY' && closedAt === null && mayDo(person.roles, 'cards.lowerTier');
    const lower = TIERS.slice(0, TIERS.indexOf(tier));
    return {
      lower: may ? this.form(`/cards/of/${membershipId}/tier`, problem) : undefined,
      lowerTo: lower.map((value) => ({ value, label: this.i18n.t(locale, `members.tier.${value}`) })),
    };
  }

  yuan(fen: number): string {
    return money(fen);
  }

  form(action: string, problem: FormProblem | undefined, values: Record<string, string> = {}) {
    return { action, requestKey: uuidv7(), values: problem?.values ?? values, errors: problem?.errors ?? {} };
  }
}
