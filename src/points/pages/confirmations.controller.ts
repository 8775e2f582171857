import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CardLookup } from '../../cards/card-lookup.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, type FlashNote, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { DocumentsQueries } from '../../platform/printing/documents.queries.js';
import { ApprovalsService } from '../../staff/approvals/approvals.service.js';
import { Allow, commandAt, commandOfTheDay, Desk, type DeskContext, handAt } from '../../staff/desk-context.js';
import { Confirmations } from '../confirmations.js';
import { mayUndoAlone } from '../rules/undo-right.js';
import { Signatures } from '../signatures.js';
import { UndoCredit } from '../undo-credit.js';
import { ConfirmationPresenter } from './confirmation.presenter.js';
import { OutcomeForm, UndoForm } from './credit.dto.js';
import { clerkAt } from './desk-clerk.js';

/** One points confirmation: its paper, its signature, and the way back. */
@Controller('points/confirmations')
export class ConfirmationsController {
  constructor(
    private readonly confirmations: Confirmations,
    private readonly documents: DocumentsQueries,
    private readonly signatures: Signatures,
    private readonly undos: UndoCredit,
    private readonly approvals: ApprovalsService,
    private readonly cards: CardLookup,
    private readonly presenter: ConfirmationPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get(':id')
  @Allow('points.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  /** The own act of today at once; anybody else's waits for the manager. */
  @Post(':id/undo')
  @Allow('points.undoCredit')
  undo(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: UndoForm,
      act: ({ requestKey, reason }) => this.undoOrSend(desk, id, requestKey, reason),
      done: (flash) => seeOther(`/points/confirmations/${id}`, flash),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  @Post(':id/signature')
  @Allow('points.settleSignature')
  sign(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: OutcomeForm,
      act: ({ requestKey, outcome }) =>
        this.signatures.settle(
          commandAt(desk, 'points.settleSignature', requestKey, { ids: [id], outcome }),
          [id],
          outcome,
        ),
      done: ({ result }) =>
        seeOther(`/points/confirmations/${id}`, {
          tone: 'ok',
          key: 'points.signatures.done',
          params: { count: result.settled },
        }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  private async undoOrSend(
    desk: DeskContext,
    confirmationId: string,
    requestKey: string,
    reason: string,
  ): Promise<FlashNote> {
    const confirmation = await this.confirmations.ofStore(this.reader, desk.store.id, confirmationId);
    if (mayUndoAlone(confirmation, handAt(desk))) {
      const command = commandOfTheDay(desk, 'points.undoCredit', requestKey, { confirmationId, reason });
      const { result } = await this.undos.run(command, clerkAt(desk));
      return { tone: 'ok', key: 'points.undo.done', params: { points: result.points } };
    }
    if (confirmation.undoneAt !== null) throw new DomainError('points.undo.done');
    if (reason.trim() === '') throw new DomainError('points.reason.required', {}, 'reason');
    const { roles } = await this.approvals.send(desk, requestKey, {
      kind: 'points.undoCredit',
      input: { confirmationId, reason },
      personId: null,
      summary: {
        key: 'points.approval.undo',
        params: {
          documentNo: confirmation.documentNo,
          points: confirmation.heldPoints,
          tail: confirmation.cardNo.slice(-4),
        },
      },
    });
    const role = roles.map((name) => this.i18n.t(desk.locale, `staff.role.${name}`)).join(' / ');
    return { tone: 'info', key: 'points.sent', params: { role } };
  }

  private async page(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const confirmation = await this.confirmations.ofStore(this.reader, desk.store.id, id);
    const holder = await this.cards.byMembership(this.reader, confirmation.membershipId);
    const document = await this.documents.find(desk.store.id, confirmation.documentId);
    if (!holder || !document) throw new DomainError('page.notFound');
    const prints = await this.documents.prints(confirmation.documentId);
    const state = await this.signatures.stateOf(this.reader, id);
    const model = await this.presenter.page(
      desk,
      { confirmation, holder, document, state, printed: prints.length > 0 },
      problem,
    );
    return page('points/confirmation', model, { titleKey: 'points.confirmation.title' });
  }
}
