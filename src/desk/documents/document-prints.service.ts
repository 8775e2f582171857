import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { DocumentsService } from '../../platform/printing/documents.service.js';
import { dateTime } from '../../platform/views/format.js';
import { commandAt, type DeskContext } from '../../staff/desk-context.js';

const LONGEST_REASON = 60;

/** Puts stored papers on paper: the first time by the browser, and once more as 补打 with its reason. */
@Injectable()
export class DocumentPrints {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly documents: DocumentsService,
    private readonly i18n: I18n,
  ) {}

  /** The browser is about to print all copies for the first time. Throws `document.notFound`, `document.erased`. */
  async first(desk: DeskContext, requestKey: string, documentId: string): Promise<void> {
    await this.uow.run(commandAt(desk, 'documents.print', requestKey, { documentId }), async (tx) => ({
      documentId,
      news: await this.documents.markPrinted(tx, documentId),
    }));
  }

  /**
   * 补打: the stored paper again, marked with its number, time, person and reason; at the desk's printer, else by the browser.
   * Throws `documents.reason`, `document.notFound`, `document.erased`, `document.copyUnknown`.
   */
  async again(
    desk: DeskContext,
    requestKey: string,
    documentId: string,
    typed: { readonly reason: string; readonly copy: string },
  ): Promise<{ reprint: number; byBrowser: boolean }> {
    const reason = cleanText(typed.reason, { max: LONGEST_REASON, required: false, field: 'reason' });
    if (reason === '') throw new DomainError('documents.reason', {}, 'reason');
    const printerId = desk.terminal?.printerId ?? null;
    const { copy } = typed;
    const command = commandAt(desk, 'documents.reprint', requestKey, { documentId, reason, copy });
    const { result } = await this.uow.run(command, async (tx) => {
      const by = `${desk.person.name} · ${reason}`;
      const mark = (n: number): string =>
        this.i18n.t('zh-CN', 'printing.reprintMark', { n, time: dateTime(tx.now), by });
      const { reprint } = await this.documents.reprint(tx, documentId, {
        printerId,
        mark,
        ...(copy === '' ? {} : { copies: [copy] }),
      });
      return { documentId, reprint };
    });
    return { reprint: result.reprint, byBrowser: printerId === null };
  }
}
