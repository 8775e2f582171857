import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, type FlashNote, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { MONEY_TENDERS } from '../../venue/rules/tender-kinds.js';
import { CardWords } from '../card-words.js';
import { kindForTier } from '../rules/tier-rule.js';
import { ExchangeCard } from '../life/exchange-card.js';
import { RenewCard } from '../life/renew-card.js';
import { ReplaceCard, type ReplaceOutcome } from '../life/replace-card.js';
import { ExchangeForm, ProofForm, RenewForm, ReplaceForm } from './card-life.dto.js';
import { CardPages } from './card-pages.js';
import { parsePlainDate } from '../../kernel/business-day.js';

/** A new card for an old one, and the end of a card. */
@Controller('cards')
export class CardSwapController {
  constructor(
    private readonly pages: CardPages,
    private readonly replacing: ReplaceCard,
    private readonly exchanging: ExchangeCard,
    private readonly renewing: RenewCard,
    private readonly submit: Submit,
    private readonly reader: Reader,
    private readonly i18n: I18n,
    private readonly words: CardWords,
  ) {}

  @Get(':id/replacement')
  @Allow('cards.replace')
  replaceForm(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.replacePage(desk, id);
  }

  @Post(':id/replacement')
  @Allow('cards.replace')
  replace(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReplaceForm,
      act: ({ requestKey, documentNumber, phone, nameSeen, cardNo, tender, received }) =>
        this.replacing.replace(desk, requestKey, id, {
          documentNumber,
          phone,
          cardNo,
          tender,
          received,
          nameSeen: nameSeen === '1',
        }),
      done: (outcome) => this.replaced(desk, outcome),
      again: (problem) => this.replacePage(desk, id, problem),
    });
  }

  @Get(':id/exchange')
  @Allow('cards.exchange')
  exchangeForm(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.exchangePage(desk, id);
  }

  @Post(':id/exchange')
  @Allow('cards.exchange')
  exchange(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ExchangeForm,
      act: ({ requestKey, cardNo, oldTaken }) =>
        this.exchanging.exchange(desk, requestKey, id, { cardNo, oldTaken: oldTaken === '1' }),
      done: ({ membershipId, documentId, number, tail }) =>
        seeOther(`/cards/of/${membershipId}`, printed('exchange', documentId, { number, tail })),
      again: (problem) => this.exchangePage(desk, id, problem),
    });
  }

  @Post(':id/return')
  @Allow('cards.takeBack')
  takeBack(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.exchanging.takeBack(desk, requestKey, id),
      done: (membershipId) => seeOther(`/cards/of/${membershipId}`, { tone: 'ok', key: 'cardlife.done.takeBack' }),
      again: async (problem) => this.pages.cards(desk, (await this.pages.holder(id)).membershipId, problem),
    });
  }

  @Get(':id/renewal')
  @Allow('cards.renew')
  renewForm(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.renewPage(desk, id);
  }

  @Post(':id/renewal')
  @Allow('cards.renew')
  renew(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: RenewForm,
      act: ({ requestKey, proofSeen, until, asMember }) =>
        this.renewing.renew(desk, requestKey, id, {
          seen: proofSeen === '1',
          asMember: asMember === '1',
          until: until.trim() === '' ? null : parsePlainDate(until.trim(), 'until'),
        }),
      done: ({ membershipId, documentId, until }) =>
        seeOther(`/cards/of/${membershipId}`, printed('renewal', documentId, { until })),
      again: (problem) => this.renewPage(desk, id, problem),
    });
  }

  @Get(':id/closing')
  @Allow('cards.close')
  closeForm(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.closePage(desk, id);
  }

  @Post(':id/closing')
  @Allow('cards.close')
  close(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ProofForm,
      act: ({ requestKey, documentNumber, phone, nameSeen }) =>
        this.renewing.close(desk, requestKey, id, { documentNumber, phone, nameSeen: nameSeen === '1' }),
      done: ({ membershipId, documentId, number }) =>
        seeOther(`/cards/of/${membershipId}`, printed('closing', documentId, { number })),
      again: (problem) => this.closePage(desk, id, problem),
    });
  }

  private replaced({ locale }: DeskContext, outcome: ReplaceOutcome): Answer {
    if (outcome.state === 'SENT') {
      const role = outcome.roles.map((name) => this.i18n.t(locale, `staff.role.${name}`)).join(' / ');
      return seeOther(`/cards/of/${outcome.membershipId}`, { tone: 'info', key: 'cardlife.sent', params: { role } });
    }
    const { done, payment } = outcome;
    const change = this.pages.yuan(payment.changeFen);
    const key = payment.changeFen > 0 ? 'replacementChange' : 'replacement';
    const params = { number: done.number, tail: done.tail, ...(payment.changeFen > 0 ? { change } : {}) };
    return seeOther(`/cards/of/${done.membershipId}`, printed(key, done.documentId, params));
  }

  private async replacePage(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const holder = await this.pages.holder(id);
    const feeFen = await this.replacing.feeOf(this.reader, desk);
    const more = {
      knows: await this.pages.knows(holder),
      hasValue: await this.pages.hasValue(holder),
      stillServes: holder.cardState === 'ACTIVE',
      feeFen,
      fee: feeFen === 0 ? undefined : this.pages.yuan(feeFen),
      tenders: this.pages.options(desk, MONEY_TENDERS, 'cards.tender'),
    };
    return this.pages.act(desk, id, 'replacement', { problem, more, values: { tender: 'CASH' } });
  }

  private async renewPage(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const { sealedName } = await this.pages.holder(id);
    return this.pages.act(desk, id, 'renewal', { problem, more: { named: sealedName !== null } });
  }

  private async exchangePage(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const { kindCode, tier } = await this.pages.holder(id);
    const newKind = kindForTier(kindCode, tier);
    const word = this.words.kind(desk.locale, newKind);
    const more = {
      lowered: newKind === kindCode ? undefined : this.i18n.t(desk.locale, 'cardlife.form.lowerCard', { kind: word }),
    };
    return this.pages.act(desk, id, 'exchange', { problem, more });
  }

  private async closePage(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const knows = await this.pages.knows(await this.pages.holder(id));
    return this.pages.act(desk, id, 'closing', { problem, more: { knows } });
  }
}

function printed(key: string, documentId: string, params: Record<string, string>): FlashNote {
  return {
    tone: 'ok',
    key: `cardlife.done.${key}`,
    params,
    href: `/documents/${documentId}`,
    hrefKey: 'cardlife.print',
  };
}
