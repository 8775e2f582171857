import { frameCopy, type ReprintMark } from './copy-frame.js';
import type { StoredDocument } from './documents.queries.js';
import { RECEIPT_COLUMNS } from './receipt.js';
import { type PreviewCode, previewLines, type PreviewLine, type PreviewSegment } from './receipt-preview.js';

export interface PaperCopy {
  readonly name: string;
  readonly lines: readonly PaperLine[];
}

/** A table cell on the 48-column line; `gap` columns are left free before it. */
export interface PaperCell extends Pick<PreviewSegment, 'align' | 'text' | 'strong' | 'wide' | 'tall'> {
  readonly gap: number;
  readonly span: number;
  /** A line to sign on: drawn, for the browser's strokes are wider than the printer's. */
  readonly line: boolean;
}

/** Without cells it is a code, a picture (PNG in base64), a rule or an empty line. */
export interface PaperLine {
  readonly rule: boolean;
  readonly cells: readonly PaperCell[];
  readonly code: PreviewCode | undefined;
  readonly picture: string | undefined;
}

export interface PaperView {
  readonly number: string;
  /** True once the person on it has been erased: there is nothing left to show. */
  readonly erased: boolean;
  readonly copies: readonly PaperCopy[];
  /** Opens the print dialog when the page has loaded. */
  readonly autoPrint: boolean;
}

/** View model of `views/print/paper.hbs`: each copy in its frame, laid out as the printer does. */
export function presentPaper(
  document: Pick<StoredDocument, 'number' | 'body' | 'copies'>,
  {
    mark = null,
    copies,
    autoPrint = false,
  }: { mark?: ReprintMark; copies?: readonly string[]; autoPrint?: boolean } = {},
): PaperView {
  const { body, number } = document;
  if (body === null) return { number, erased: true, copies: [], autoPrint: false };
  const wanted = document.copies.filter(({ name }) => copies === undefined || copies.includes(name));
  return {
    number,
    erased: false,
    autoPrint,
    copies: wanted.map((copy) => ({
      name: copy.name,
      lines: previewLines(frameCopy(body, copy, mark)).map(lineView),
    })),
  };
}

function lineView(line: PreviewLine): PaperLine {
  return {
    rule: line.kind === 'rule' || line.kind === 'cut',
    cells: line.kind === 'text' ? cellsOf(line.segments) : [],
    code: line.kind === 'code' ? line.code : undefined,
    picture: line.kind === 'picture' ? line.png : undefined,
  };
}

/**
 * The browser's digits are a little wider than the printer's: a text may use the free columns on its open side. What
 * stands neither left nor at the paper's edge is centred when alone, else the right side of a column of figures.
 */
function cellsOf(segments: readonly PreviewSegment[]): PaperCell[] {
  let free = 1;
  return segments.map(({ at, span, ...shown }, index) => {
    const next = segments[index + 1];
    const align = shown.align === 'center' && segments.length > 1 ? 'end' : shown.align;
    const start = align === 'start' ? at : free;
    const end = next ? at + span : RECEIPT_COLUMNS + 1;
    const line = /^_+$/.test(shown.text.trim());
    const cell = { ...shown, align, line, text: line ? '' : shown.text, gap: start - free, span: end - start };
    free = end;
    return cell;
  });
}
