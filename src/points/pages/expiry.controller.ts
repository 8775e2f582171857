import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { Allow, commandOfTheDay, Desk, type DeskContext } from '../../staff/desk-context.js';
import { PointsExpiry } from '../points-expiry.js';
import { ReverseExpiry } from '../reverse-expiry.js';
import { RunForm, UndoForm } from './credit.dto.js';
import { clerkAt } from './desk-clerk.js';
import { ExpiryPages } from './expiry-pages.js';

/** What expires soon, what has expired, and the manager's way back (facts §2.3). */
@Controller('points/expiry')
export class ExpiryController {
  constructor(
    private readonly expiry: PointsExpiry,
    private readonly reversals: ReverseExpiry,
    private readonly pages: ExpiryPages,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('points.view')
  async list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return page('points/expiry', await this.pages.list(desk), { titleKey: 'points.expiry.title' });
  }

  /** The run is the business date's own: asked for twice it is still one. */
  @Post('runs')
  @Allow('points.runExpiry')
  run(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: RunForm,
      act: () => {
        if (desk.businessDate === null) throw new DomainError('venue.dayNotOpen');
        return this.expiry.run(desk.store.id, desk.businessDate);
      },
      done: ({ lots, points }) =>
        seeOther('/points/expiry', { tone: 'ok', key: 'points.expiry.ran', params: { lots, points } }),
      again: () => this.list(desk),
    });
  }

  @Get('transfers/:transferId')
  @Allow('points.reverseExpiry')
  async show(@Desk() desk: DeskContext, @Param('transferId') transferId: string): Promise<PageAnswer> {
    return this.reversalPage(desk, transferId);
  }

  @Post('transfers/:transferId/reversal')
  @Allow('points.reverseExpiry')
  reverse(@Desk() desk: DeskContext, @Param('transferId') transferId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: UndoForm,
      act: ({ requestKey, reason }) =>
        this.reversals.run(
          commandOfTheDay(desk, 'points.reverseExpiry', requestKey, { transferId, reason }),
          clerkAt(desk),
        ),
      done: ({ result }) =>
        seeOther(`/documents/${result.documentId}`, {
          tone: 'ok',
          key: 'points.expiry.reverseDone',
          params: { points: result.points, date: result.expiresOn },
        }),
      again: (problem) => this.reversalPage(desk, transferId, problem),
    });
  }

  private async reversalPage(desk: DeskContext, transferId: string, problem?: FormProblem): Promise<PageAnswer> {
    return page('points/expiry-reversal', await this.pages.reversal(desk, transferId, problem), {
      titleKey: 'points.expiry.reverseTitle',
    });
  }
}
