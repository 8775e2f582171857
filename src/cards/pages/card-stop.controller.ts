import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Answer, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { TIERS } from '../../venue/rules/policy-schema.js';
import { isHouseFreeze, OpenCard } from '../life/open-card.js';
import { StopCard } from '../life/stop-card.js';
import { FREEZE_REASONS } from '../rules/card-life.js';
import { WEAK_PROOFS } from '../rules/holder-proof.js';
import { HandOverCard } from '../tier/hand-over-card.js';
import { LowerForm, ProofForm, StopForm } from './card-life.dto.js';
import { CardPages } from './card-pages.js';

/** A member's cards with their life; stopping them and opening them again. */
@Controller('cards')
export class CardStopController {
  constructor(
    private readonly pages: CardPages,
    private readonly stopping: StopCard,
    private readonly opening: OpenCard,
    private readonly tiers: HandOverCard,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get('of/:membershipId')
  @Allow('members.view')
  cards(@Desk() desk: DeskContext, @Param('membershipId') membershipId: string): Promise<PageAnswer> {
    return this.pages.cards(desk, membershipId);
  }

  @Post('of/:membershipId/tier')
  @Allow('cards.lowerTier')
  lower(@Desk() desk: DeskContext, @Param('membershipId') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: LowerForm,
      act: ({ requestKey, tier, reason }) =>
        this.tiers.lower(desk, requestKey, id, { to: TIERS.find((known) => known === tier) ?? 'GOLD', reason }),
      done: () => seeOther(`/cards/of/${id}`, { tone: 'ok', key: 'cardlife.done.lowered' }),
      again: (problem) => this.pages.cards(desk, id, problem),
    });
  }

  @Get(':id/loss')
  @Allow('cards.reportLost')
  lossForm(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.stopPage(desk, id, 'loss');
  }

  @Post(':id/loss')
  @Allow('cards.reportLost')
  loss(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: StopForm,
      act: ({ requestKey, proof, phoneTail, note }) =>
        this.stopping.reportLost(desk, requestKey, id, { proof, phoneTail, note }),
      done: ({ membershipId, documentId }) =>
        seeOther(`/cards/of/${membershipId}`, {
          tone: 'ok',
          key: 'cardlife.done.loss',
          ...(documentId === null ? {} : { href: `/documents/${documentId}`, hrefKey: 'cardlife.print' }),
        }),
      again: (problem) => this.stopPage(desk, id, 'loss', problem),
    });
  }

  @Get(':id/freeze')
  @Allow('cards.freeze')
  freezeForm(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.stopPage(desk, id, 'freeze');
  }

  @Post(':id/freeze')
  @Allow('cards.freeze')
  freeze(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: StopForm,
      act: ({ requestKey, proof, phoneTail, note, reason }) =>
        this.stopping.freeze(desk, requestKey, id, { proof, phoneTail, note, reason }),
      done: ({ membershipId }) => seeOther(`/cards/of/${membershipId}`, { tone: 'ok', key: 'cardlife.done.freeze' }),
      again: (problem) => this.stopPage(desk, id, 'freeze', problem),
    });
  }

  @Get(':id/reopening')
  @Allow('cards.reopen')
  reopenForm(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.openPage(desk, id);
  }

  @Post(':id/reopening')
  @Allow('cards.reopen')
  reopen(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ProofForm,
      act: ({ requestKey, documentNumber, phone, nameSeen, note }) =>
        this.opening.ask(desk, requestKey, id, { documentNumber, phone, note, nameSeen: nameSeen === '1' }),
      done: ({ membershipId, roles }) =>
        seeOther(`/cards/of/${membershipId}`, {
          tone: 'info',
          key: 'cardlife.sent',
          params: { role: roles.map((role) => this.i18n.t(desk.locale, `staff.role.${role}`)).join(' / ') },
        }),
      again: (problem) => this.openPage(desk, id, problem),
    });
  }

  private stopPage(desk: DeskContext, id: string, act: 'loss' | 'freeze', problem?: FormProblem): Promise<PageAnswer> {
    const more = {
      proofs: this.pages.options(desk, WEAK_PROOFS, 'cardlife.proof'),
      reasons: this.pages.options(desk, FREEZE_REASONS, 'cardlife.freeze'),
    };
    return this.pages.act(desk, id, act, { problem, more, values: { proof: 'PHONE_TAIL' } });
  }

  private async openPage(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const holder = await this.pages.holder(id);
    const more = { byHouse: isHouseFreeze(holder), knows: await this.pages.knows(holder) };
    return this.pages.act(desk, id, 'reopening', { problem, more });
  }
}
