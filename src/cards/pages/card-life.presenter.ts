import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../../members/rules/masks.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import type { CardHolder } from '../card-lookup.js';
import { CardWords } from '../card-words.js';
import type { CardState } from '../rules/card-life.js';
import type { ActRow, StepRow, TierRow } from './card-life.queries.js';
import { CARD_OFFERS } from './card-offers.js';

type Names = ReadonlyMap<string, string>;
type Link = { readonly label: string; readonly href: string; readonly tone: string };

export const cardTones: Readonly<Record<CardState, Tone>> = {
  STOCK: 'plain',
  ISSUED: 'info',
  ACTIVE: 'ok',
  LOST: 'bad',
  REPLACED: 'plain',
  REFUNDED: 'plain',
  CLOSED: 'plain',
  EXPIRED: 'warn',
  VOID: 'plain',
};

/** Acts that stop or end something stand out on the line of a card's life. */
const actTones: Readonly<Partial<Record<string, Tone>>> = { LOSS: 'bad', FREEZE: 'bad', FOUND: 'ok', UNFREEZE: 'ok' };
/** Steps that no act tells in more words. */
const TOLD_STEPS = ['issue', 'activate', 'undoEnrolment'];

/** Where the words of a reason stand. */
const REASON_TEXTS: Readonly<Partial<Record<string, string>>> = {
  FREEZE: 'freeze',
  UNFREEZE: 'freeze',
  HAND_OVER: 'oldCard',
  END: 'ended',
};

/** What happened to the cards of one member, with the names of whoever did it. */
export interface CardLife {
  readonly acts: readonly ActRow[];
  readonly steps: readonly StepRow[];
  readonly names: Names;
}

/** Cards as their page shows them: state, life, and what may be done next. */
@Injectable()
export class CardLifePresenter {
  constructor(
    private readonly words: CardWords,
    private readonly i18n: I18n,
  ) {}

  card(desk: DeskContext, card: CardHolder, life: CardLife) {
    const { locale } = desk;
    return {
      title: `${this.words.kind(locale, card.kindCode)} ${maskCardNo(card.cardNo)}`,
      aside: card.validUntil ?? this.i18n.t(locale, 'cards.withoutEnd'),
      badges: this.badges(locale, card),
      events: this.events(locale, card, life),
      links: this.links(desk, card),
    };
  }

  badges(locale: Locale, { cardState, frozenReason, lostAt }: CardHolder) {
    const badges: { text: string; tone: Tone }[] = [
      { text: this.words.state(locale, cardState), tone: cardTones[cardState] },
    ];
    if (frozenReason !== null)
      badges.push({ text: this.i18n.t(locale, `cardlife.page.frozen.${frozenReason}`), tone: 'bad' });
    if (cardState === 'REPLACED' && lostAt !== null)
      badges.push({ text: this.words.state(locale, 'LOST'), tone: 'bad' });
    return badges;
  }

  /** What may be done with this card by this person, most urgent first. */
  links(desk: DeskContext, card: CardHolder): Link[] {
    return CARD_OFFERS.filter(({ permission, when }) => when(card) && mayDo(desk.person.roles, permission)).map(
      ({ act, tone = 'plain' }) => ({
        label: this.i18n.t(desk.locale, `cardlife.act.${act}`),
        href: `/cards/${card.cardId}/${act}`,
        tone,
      }),
    );
  }

  tiers(locale: Locale, rows: readonly TierRow[]) {
    const t = (key: string, params = {}) => this.i18n.t(locale, `cardlife.tier.${key}`, params);
    const tier = (code: string) => this.i18n.t(locale, `members.tier.${code}`);
    return rows.map((row) => ({
      time: dateTime(row.at),
      title: row.fromTier === row.toTier ? tier(row.toTier) : `${tier(row.fromTier)} → ${tier(row.toTier)}`,
      note: [
        row.figureFen === null
          ? t(`cause.${row.cause}`)
          : t('reached', {
              cause: t(`cause.${row.cause}`),
              figure: money(row.figureFen),
              threshold: money(row.thresholdFen ?? 0),
            }),
        row.documentNo ?? '',
        row.goodUntil === null ? '' : t('until', { date: row.goodUntil }),
        row.note ?? '',
      ]
        .filter((text) => text !== '')
        .join(' · '),
      who: undefined,
      tone: undefined,
      icon: undefined,
      action: undefined,
    }));
  }

  private events(locale: Locale, card: CardHolder, { acts, steps, names }: CardLife) {
    const told = acts
      .filter(({ cardId, otherCardId }) => cardId === card.cardId || otherCardId === card.cardId)
      .map((act) => this.act(locale, card, act, names));
    const plain = steps
      .filter(({ cardId, action }) => cardId === card.cardId && TOLD_STEPS.includes(action))
      .filter(({ action }) => action !== 'activate' || !acts.some((act) => isActivation(act, card)))
      .map(({ id, action, at, byId }) => ({
        id,
        ...NO_MARK,
        time: dateTime(at),
        title: this.i18n.t(locale, `cardlife.step.${action}`),
        note: undefined,
        who: names.get(byId),
      }));
    return [...told, ...plain].toSorted((a, b) => (a.id < b.id ? 1 : -1));
  }

  private act(locale: Locale, card: CardHolder, act: ActRow, names: Names) {
    const t = (key: string, params = {}) => this.i18n.t(locale, `cardlife.${key}`, params);
    const other = act.cardId === card.cardId ? act.otherNo : act.cardNo;
    const note = [
      this.reason(locale, act),
      act.proof === null ? '' : t(`proof.${act.proof}`),
      other === null ? '' : t('page.other', { card: maskCardNo(other) }),
      act.feeFen === 0 ? '' : t('page.fee', { fee: money(act.feeFen) }),
      act.note ?? '',
      act.coSignerId === null ? '' : t('page.coSigner', { name: names.get(act.coSignerId) ?? '' }),
    ];
    return {
      id: act.id,
      ...NO_MARK,
      time: dateTime(act.at),
      title: t(`did.${act.kind}`),
      note: note.filter((text) => text !== '').join(' · '),
      who: names.get(act.byId),
      tone: actTones[act.kind],
      action:
        act.documentId === null || act.documentNo === null
          ? undefined
          : { label: act.documentNo, href: `/documents/${act.documentId}` },
    };
  }

  private reason(locale: Locale, { kind, reason }: ActRow): string {
    if (reason === null) return '';
    const table = REASON_TEXTS[kind];
    return table === undefined ? '' : this.i18n.t(locale, `cardlife.${table}.${reason}`);
  }
}

/** The holder came for it, or bought it without a name: the act says more than its step. */
function isActivation({ kind, cardId }: ActRow, card: CardHolder): boolean {
  return (kind === 'ACTIVATE' || kind === 'SELL') && cardId === card.cardId;
}

const NO_MARK = { tone: undefined, icon: undefined, action: undefined };
