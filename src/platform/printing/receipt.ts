/** Columns of an 80 mm roll in Font A: 48 half-width characters, a Han character takes two. */
export const RECEIPT_COLUMNS = 48;

const LABEL_COLUMNS = 14;
const MAX_CELL_CHARS = 500;

export interface ReceiptColumn {
  /** Half-width characters; 0 takes what the others leave (at most one such column). */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

/**
 * Writes one document as receipt markup: what is stored, previewed and sent to a printer. All text is data; whatever a
 * guest or clerk typed is escaped and can neither cut the paper nor send a command.
 */
export class Receipt {
  private readonly lines: string[] = [];

  /** Double height and width, centred. */
  title(text: string): this {
    return this.centred(`^^^${escapeText(text)}`);
  }

  /** Emphasised and centred. */
  heading(text: string): this {
    return this.centred(`"${escapeText(text)}"`);
  }

  /** Plain text, centred. */
  centre(text: string): this {
    return this.centred(escapeText(text));
  }

  /** Plain text from the left edge; long text wraps. */
  text(text: string): this {
    return this.columns([{ width: 0 }], [text]);
  }

  /**
   * `label            value`: the value stands at the right edge and wraps in its own column. A longer label takes the room
   * it needs, and a line of its own when the two do not fit beside each other.
   */
  pair(label: string, value: string): this {
    const wanted = columnsOf(label) + 1;
    if (wanted > LABEL_COLUMNS && wanted + columnsOf(value) + 1 > RECEIPT_COLUMNS)
      return this.text(label).columns([{ width: 0, align: 'right' }], [value]);
    return this.columns([{ width: Math.max(LABEL_COLUMNS, wanted) }, { width: 0, align: 'right' }], [label, value]);
  }

  /** Like `pair`, with the value in bold double height: totals. */
  total(label: string, value: string): this {
    this.lines.push(`{width:${LABEL_COLUMNS},*}`, `|${escapeText(label)} | ^^${escapeText(value)}|`);
    return this;
  }

  /** One row of a table. */
  columns(columns: readonly ReceiptColumn[], cells: readonly string[]): this {
    if (cells.length !== columns.length) throw new Error(`${columns.length} columns were given ${cells.length} cells`);
    const widths = columns.map(({ width }) => (width === 0 ? '*' : String(width)));
    const row = cells.map((cell, index) => {
      const text = escapeText(cell);
      return columns[index]?.align === 'right' ? ` ${text}` : `${text} `;
    });
    this.lines.push(`{width:${widths.join(',')}}`, `|${row.join('|')}|`);
    return this;
  }

  /** A QR code, centred; for numbers of papers and things. Throws on anything that could be read as markup. */
  qrCode(text: string): this {
    if (!/^[#A-Za-z0-9-]{1,60}$/.test(text)) throw new Error('A QR code on paper carries a number');
    this.lines.push(`{code:${text};option:qrcode,6,m}`);
    return this;
  }

  /** A picture, centred: a PNG in base64, no wider than the roll. Throws on anything that could be read as markup. */
  picture(png: string): this {
    if (!/^[A-Za-z0-9+/]{1,40000}={0,2}$/.test(png)) throw new Error('A picture on paper is a PNG in base64');
    this.lines.push(`{image:${png}}`);
    return this;
  }

  rule(): this {
    this.lines.push('-');
    return this;
  }

  blank(): this {
    return this.centred('');
  }

  /** A line to sign on, with room above it. */
  signature(label: string): this {
    const line = '\\x5f'.repeat(RECEIPT_COLUMNS - LABEL_COLUMNS - 1);
    this.blank().blank();
    this.lines.push(`{width:${LABEL_COLUMNS},*}`, `|${escapeText(label)} |${line} |`);
    return this;
  }

  toMarkup(): string {
    return this.lines.join('\n');
  }

  private centred(line: string): this {
    this.lines.push('{width:auto}', line);
    return this;
  }
}

/** Half-width columns of a text: whatever is not of the Latin scripts takes two. */
function columnsOf(text: string): number {
  return [...text].reduce((columns, char) => columns + (char < '\u1100' || /[\u2010-\u2027]/.test(char) ? 1 : 2), 0);
}

/** Control characters, line breaks, zero-width marks and direction overrides: none of them belongs on paper. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/** Text as it may stand in a cell: markup characters in hexadecimal, unprintable runs as one space. */
export function escapeText(text: string): string {
  const clean = [...text.replace(UNPRINTABLE, ' ').trim()].slice(0, MAX_CELL_CHARS).join('');
  const escaped = clean.replace(/[\\|{}~_"`^]/g, hexadecimal);
  // A line of nothing but - or = would be a rule or a cut of the paper.
  return /^[-=]+$/.test(escaped) ? escaped.replace(/[-=]/g, hexadecimal) : escaped;
}

function hexadecimal(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
