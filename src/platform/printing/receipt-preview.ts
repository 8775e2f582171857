import receiptline from 'receiptline';
import { RECEIPT_COLUMNS } from './receipt.js';

/** One piece of text on a line, in columns of a 48-column grid (`at` counts from 1, as CSS grid lines do). */
export interface PreviewSegment {
  readonly at: number;
  readonly span: number;
  readonly align: 'start' | 'center' | 'end';
  readonly text: string;
  readonly strong: boolean;
  readonly wide: boolean;
  readonly tall: boolean;
}

/** A QR code as one path of unit squares, `size` modules wide. */
export interface PreviewCode {
  readonly text: string;
  readonly size: number;
  readonly path: string;
}

export type PreviewLine =
  | { readonly kind: 'text'; readonly segments: readonly PreviewSegment[] }
  | { readonly kind: 'code'; readonly code: PreviewCode }
  | { readonly kind: 'picture'; readonly png: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'blank' };

type Command = receiptline.BaseCommand;

/** What is followed by a feed of its own, which is no empty line. */
const FEEDS: ReadonlySet<PreviewLine['kind']> = new Set(['rule', 'code', 'picture']);

/**
 * Lays markup out with the same wrapping and columns as the printer, as lines for a template: a strict CSP allows
 * neither inline SVG styles nor positions written into the page.
 */
export function previewLines(markup: string): PreviewLine[] {
  const layout = new PreviewLayout();
  receiptline.transform(markup, { cpl: RECEIPT_COLUMNS, encoding: 'gb18030', command: layout.command() });
  return layout.lines;
}

class PreviewLayout {
  readonly lines: PreviewLine[] = [];
  private segments: PreviewSegment[] = [];
  private position = 0;
  private margin = 0;
  private strong = false;
  private wide = 1;
  private tall = 1;
  private ruleIsClosed = false;
  private readonly base = receiptline.commands.text;

  /** receiptline's own plain-text commands, with ours where something becomes visible. */
  command(): Command {
    return {
      ...this.base,
      open: () => '',
      close: () => '',
      area: () => '',
      absolute: (position) => this.moveTo(position),
      relative: (position) => this.indent(position),
      hr: () => this.mark({ kind: 'rule' }),
      cut: () => this.mark({ kind: 'cut' }),
      em: () => this.set(() => (this.strong = true)),
      wh: (scale) => this.set(() => this.scale(scale)),
      normal: () => this.set(() => this.plain()),
      qrcode: (symbol) => this.code(symbol),
      image: (png) => this.mark({ kind: 'picture', png }),
      text: (text, encoding) => this.write(text, this.base.measureText(text, encoding)),
      lf: () => this.feed(),
    };
  }

  private set(change: () => void): string {
    change();
    return '';
  }

  private plain(): void {
    this.strong = false;
    this.wide = 1;
    this.tall = 1;
  }

  /** `^` double width, `^^` double height, `^^^` both. */
  private scale(marks: number): void {
    this.wide = marks === 2 ? 1 : 2;
    this.tall = marks === 1 ? 1 : 2;
  }

  private moveTo(position: number): string {
    this.position = position;
    this.margin = 0;
    return '';
  }

  private indent(columns: number): string {
    this.position += columns;
    this.margin = columns;
    return '';
  }

  private write(text: string, columns: number): string {
    const width = columns * this.wide;
    if (text.trim() !== '') {
      this.segments.push({
        at: Math.floor(this.position) + 1,
        span: Math.min(width, RECEIPT_COLUMNS - Math.floor(this.position)),
        align: this.alignment(width),
        text,
        strong: this.strong,
        wide: this.wide === 2,
        tall: this.tall === 2,
      });
    }
    this.position += width;
    return '';
  }

  /** A proportional font is narrower than the printer's: text keeps to the side it was pushed to. */
  private alignment(width: number): PreviewSegment['align'] {
    if (this.margin === 0) return 'start';
    return Math.round(this.position + width) >= RECEIPT_COLUMNS ? 'end' : 'center';
  }

  private mark(line: PreviewLine): string {
    this.lines.push(line);
    return '';
  }

  private code(symbol: receiptline.QRCode): string {
    const rows = receiptline.qrcode.generate(symbol).map((row) => [...row]);
    const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark === 1 ? [`M${x} ${y}h1v1h-1z`] : [])));
    return this.mark({ kind: 'code', code: { text: symbol.data, size: rows.length, path: squares.join('') } });
  }

  private feed(): string {
    const last = this.lines.at(-1);
    if (this.segments.length > 0) {
      this.lines.push({ kind: 'text', segments: this.segments });
    } else if (last === undefined || !FEEDS.has(last.kind) || this.ruleIsClosed) {
      this.lines.push({ kind: 'blank' });
    }
    const closed = this.lines.at(-1);
    this.ruleIsClosed = closed !== undefined && FEEDS.has(closed.kind);
    this.segments = [];
    this.position = 0;
    return '';
  }
}
