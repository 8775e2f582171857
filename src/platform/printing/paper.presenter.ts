import { frameCopy, type ReprintMark } from './copy-frame.js';
import type { StoredDocument } from './documents.queries.js';
import { previewLines, type PreviewLine } from './receipt-preview.js';

export interface PaperCopy {
  readonly name: string;
  readonly lines: readonly PreviewLineView[];
}

/** A preview line with one flag per kind, as templates ask. */
export interface PreviewLineView {
  readonly rule: boolean;
  readonly blank: boolean;
  readonly wide: boolean;
  readonly tall: boolean;
  readonly segments: readonly { at: number; span: number; align: string; text: string; strong: boolean }[];
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

function lineView(line: PreviewLine): PreviewLineView {
  const plain = { rule: false, blank: false, wide: false, tall: false, segments: [] };
  if (line.kind === 'text') return { ...plain, wide: line.wide, tall: line.tall, segments: line.segments };
  return { ...plain, rule: line.kind !== 'blank', blank: line.kind === 'blank' };
}
