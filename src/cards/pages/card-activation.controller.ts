import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Answer, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { ActivateCard } from '../life/activate-card.js';
import { ActivateForm } from './card-life.dto.js';
import { CardPages } from './card-pages.js';

/** A card that a company bought meets its holder. */
@Controller('cards')
export class CardActivationController {
  constructor(
    private readonly pages: CardPages,
    private readonly activating: ActivateCard,
    private readonly submit: Submit,
  ) {}

  @Get(':id/activation')
  @Allow('cards.activate')
  form(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post(':id/activation')
  @Allow('cards.activate')
  activate(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ActivateForm,
      act: ({ requestKey, nameSeen, privacy, marketing, charterSigned, ...typed }) =>
        this.activating.activate(desk, requestKey, id, {
          ...typed,
          nameSeen: nameSeen === '1',
          privacy: privacy === '1',
          marketing: marketing === '1',
          charterSigned: charterSigned === '1',
        }),
      done: ({ membershipId, documentId, number }) =>
        seeOther(`/cards/of/${membershipId}`, {
          tone: 'ok',
          key: 'cardlife.done.activation',
          params: { number },
          href: `/documents/${documentId}`,
          hrefKey: 'cardlife.print',
        }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  private page(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    return this.pages.personAct(desk, id, 'activation', { problem });
  }
}
