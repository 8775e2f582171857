import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import { presentPaper } from '../../platform/printing/paper-view.js';
import type { PrintedCopy, StoredDocument } from '../../platform/printing/documents.queries.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';

export interface PaperStory {
  readonly document: StoredDocument;
  readonly prints: readonly PrintedCopy[];
  readonly names: ReadonlyMap<string, string>;
}

/** One stored paper: as it looks, every copy that was made of it, and what may be printed now. */
@Injectable()
export class DocumentsPresenter {
  constructor(private readonly i18n: I18n) {}

  page(
    { locale, person }: DeskContext,
    { document, prints, names }: PaperStory,
    keys: { readonly first: string; readonly again: string },
    typed: Partial<FormModel> = {},
  ): object {
    const t = (key: string): string => this.i18n.t(locale, key);
    const erased = document.body === null;
    const printed = prints.length > 0;
    const may = (act: 'documents.print' | 'documents.reprint') => !erased && mayDo(person.roles, act);
    const action = `/documents/${document.id}`;
    return {
      number: document.number,
      paper: presentPaper(document, {}),
      first: !printed && may('documents.print') ? emptyForm(`${action}/prints`, keys.first) : undefined,
      again:
        printed && may('documents.reprint') ? { ...emptyForm(`${action}/reprints`, keys.again), ...typed } : undefined,
      copies: [
        { value: '', label: t('desk.document.allCopies') },
        ...document.copies.map(({ name, heading }) => ({ value: name, label: heading })),
      ],
      columns: ['time', 'copy', 'by', 'state'].map((name) => ({ label: t(`desk.document.${name}`) })),
      rows: prints.map((print) => ({
        cells: [
          { text: dateTime(print.createdAt), tone: 'muted' },
          {
            text: document.copies.find(({ name }) => name === print.copy)?.heading ?? print.copy,
            note: print.mark ?? '',
          },
          { text: names.get(print.printedBy) ?? '' },
          { text: t(`printing.state.${print.state ?? 'browser'}`), note: print.printerName ?? '' },
        ],
      })),
    };
  }
}
