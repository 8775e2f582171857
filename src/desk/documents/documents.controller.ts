import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { DocumentsQueries, type StoredDocument } from '../../platform/printing/documents.queries.js';
import { PaperGate } from '../../platform/printing/paper-gate.js';
import { presentPaper } from '../../platform/printing/paper-view.js';
import type { FormModel } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { StaffQueries } from '../../staff/staff.queries.js';
import { DocumentPrints } from './document-prints.service.js';
import { FirstPrintForm, ReprintForm } from './documents.dto.js';
import { DocumentsPresenter } from './documents.presenter.js';

/** General Affairs gives things out and signs for them (003E-042, 045): the papers of lost property are theirs, and no others. */
const OFFICE_PAPERS = /^lost-/;

/** Stored papers: what was printed, as it was printed. */
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly queries: DocumentsQueries,
    private readonly prints: DocumentPrints,
    private readonly gate: PaperGate,
    private readonly presenter: DocumentsPresenter,
    private readonly staff: StaffQueries,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get(':id')
  @Allow('documents.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  /** The browser's own print view of one print: `reprint` 0 is the first, n is 补打 n with its mark. Only what was recorded is shown. */
  @Get(':id/paper')
  @Allow('documents.view')
  async paper(@Desk() desk: DeskContext, @Param('id') id: string, @Query('reprint') reprint: unknown): Promise<Answer> {
    const document = await this.document(desk, id);
    const wanted = typeof reprint === 'string' && /^\d{1,4}$/.test(reprint) ? Number(reprint) : 0;
    const made = (await this.queries.prints(id)).filter((print) => print.reprint === wanted);
    const [first] = made;
    if (!first) throw new DomainError('page.notFound');
    const view = presentPaper(document, { mark: first.mark, copies: made.map(({ copy }) => copy), autoPrint: true });
    return page('print/paper', view, { titleKey: 'desk.document.title', frame: 'print' });
  }

  @Post(':id/prints')
  @Allow('documents.print')
  first(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: FirstPrintForm,
      act: async ({ requestKey }) => {
        await this.document(desk, id);
        await this.prints.first(desk, requestKey, id);
      },
      done: () => seeOther(`/documents/${id}/paper`),
      again: (typed) => this.page(desk, id, typed),
    });
  }

  @Post(':id/reprints')
  @Allow('documents.reprint')
  again(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReprintForm,
      act: async ({ requestKey, reason, copy }) => {
        await this.document(desk, id);
        return this.prints.again(desk, requestKey, id, { reason, copy });
      },
      done: ({ reprint, byBrowser }) =>
        byBrowser
          ? seeOther(`/documents/${id}/paper?reprint=${reprint}`)
          : seeOther(`/documents/${id}`, { tone: 'ok', key: 'desk.document.sent', params: { n: reprint } }),
      again: (typed) => this.page(desk, id, typed),
    });
  }

  private async page(desk: DeskContext, id: string, typed?: Partial<FormModel>): Promise<PageAnswer> {
    const document = await this.document(desk, id);
    const prints = await this.queries.prints(id);
    const names = await this.staff.names(
      this.reader,
      prints.map(({ printedBy }) => printedBy),
    );
    const keys = { first: uuidv7(), again: uuidv7() };
    const model = this.presenter.page(desk, { document, prints, names }, keys, typed);
    return page('desk/document', model, { titleKey: 'desk.document.title' });
  }

  private async document(desk: DeskContext, id: string): Promise<StoredDocument> {
    const document = await this.queries.find(desk.store.id, id);
    if (!document) throw new DomainError('page.notFound');
    const { id: readerId, roles } = desk.person;
    const may = (act: string): boolean => mayDo(roles, act);
    if (!may('documents.viewEvery') && !OFFICE_PAPERS.test(document.kind)) throw new DomainError('page.forbidden');
    await this.gate.assertReadable(this.reader, document, { may, id: readerId });
    return document;
  }
}
