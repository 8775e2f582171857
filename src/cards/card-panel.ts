import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { MemberPanel, PanelSource } from '../members/member-panels.js';
import { maskCardNo } from '../members/rules/masks.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { CardLookup } from './card-lookup.js';
import { CardWords } from './card-words.js';
import { EnrolmentQueries } from './enrolment.queries.js';
import { CardHandovers } from './tier/card-handovers.js';

/** The member's cards on the member's page. */
@Injectable()
export class CardPanel implements PanelSource {
  readonly order = 10;
  readonly permission = 'members.view';

  constructor(
    private readonly reader: Reader,
    private readonly lookup: CardLookup,
    private readonly enrolments: EnrolmentQueries,
    private readonly handovers: CardHandovers,
    private readonly words: CardWords,
    private readonly i18n: I18n,
  ) {}

  async load({ locale, store, person }: DeskContext, membershipId: string): Promise<MemberPanel> {
    const cards = await this.lookup.cardsOf(this.reader, membershipId);
    const enrolment = await this.enrolments.byMembership(this.reader, store.id, membershipId);
    const waiting = await this.handovers.waitingFor(this.reader, membershipId);
    const t = (key: string) => this.i18n.t(locale, key);
    const serving = cards.find(({ cardState }) => cardState === 'ACTIVE');
    const mayHandOver = mayDo(person.roles, 'cards.handOver');
    return {
      title: t('cards.panel.title'),
      rows: cards.map(({ cardNo, kindCode, cardState, frozenReason, validUntil }) => ({
        label: this.words.kind(locale, kindCode),
        value: `${maskCardNo(cardNo)} · ${frozenReason === null ? this.words.state(locale, cardState) : t(`cardlife.page.frozen.${frozenReason}`)}`,
        note: validUntil ?? t('cards.withoutEnd'),
      })),
      actions: [
        ...(serving && mayDo(person.roles, 'cards.reportLost')
          ? [{ label: t('cardlife.act.loss'), href: `/cards/${serving.cardId}/loss` }]
          : []),
        { label: t('cardlife.page.link'), href: `/cards/of/${membershipId}` },
        ...(mayHandOver ? waiting : []).map(({ id, state, kindCode }) => ({
          label: `${this.words.kind(locale, kindCode)}:${t(`cardlife.handoverShort.${state}`)}`,
          href: `/card-handovers/${id}`,
        })),
        ...(enrolment ? [{ label: t('cards.panel.enrolment'), href: `/enrolments/done/${enrolment.id}` }] : []),
      ],
    };
  }
}
