/** How readers write one chip: hexadecimal, 8H10D, 6H8D, 2H+4H and 4H+4H (facts §9.2). */
export interface ChipSpellings {
  /** Ten decimal digits of the lower four bytes. */
  readonly h8d10: string;
  /** Eight decimal digits of the lower three bytes. */
  readonly h6d8: string;
  readonly h2h4: string;
  readonly h4h4: string;
}

/** All spellings of a chip from its hexadecimal number; undefined for what is none. */
export function spellingsOf(hex: string): ChipSpellings | undefined {
  const match = /^(?:[0-9A-F]{2})?([0-9A-F]{8})$/.exec(hex.toUpperCase());
  return match?.[1] === undefined ? undefined : ofFourBytes(Number.parseInt(match[1], 16));
}

/**
 * The same card as another reader would type it, when nothing is lost on the way: four bytes stand behind hexadecimal, 8H10D and 4H+4H. The
 * short spellings drop a byte, so only each other's is known from them. A serial above four bytes is no chip.
 */
export function otherSpellings(cardNo: string): string[] {
  const four = fourBytes(cardNo);
  if (four !== undefined) {
    const { h8d10, h4h4 } = ofFourBytes(four);
    const hex = four.toString(16).toUpperCase().padStart(8, '0');
    return [hex, h8d10, h4h4].filter((spelling) => spelling !== cardNo);
  }
  const three = threeBytes(cardNo);
  if (three === undefined) return [];
  const { h6d8, h2h4 } = ofFourBytes(three);
  return [h6d8, h2h4].filter((spelling) => spelling !== cardNo);
}

function fourBytes(text: string): number | undefined {
  if (/^(?:[0-9A-F]{2})?[0-9A-F]{8}$/.test(text) && /[A-F]/.test(text)) return Number.parseInt(text.slice(-8), 16);
  if (/^\d{10}$/.test(text) && Number(text) <= 0xffffffff) return Number(text);
  return halves(text, 5);
}

function threeBytes(text: string): number | undefined {
  if (/^\d{8}$/.test(text) && Number(text) <= 0xffffff) return Number(text);
  return halves(text, 3);
}

function halves(text: string, width: 3 | 5): number | undefined {
  const match = /^(\d+),(\d{5})$/.exec(text);
  if (!match || match[1]?.length !== width) return undefined;
  const [high, low] = [Number(match[1]), Number(match[2])];
  return high <= (width === 3 ? 0xff : 0xffff) && low <= 0xffff ? high * 0x10000 + low : undefined;
}

function ofFourBytes(value: number): ChipSpellings {
  const [high, middle, low] = [Math.floor(value / 0x10000), Math.floor(value / 0x10000) % 0x100, value % 0x10000];
  return {
    h8d10: String(value).padStart(10, '0'),
    h6d8: String(value % 0x1000000).padStart(8, '0'),
    h2h4: `${String(middle).padStart(3, '0')},${String(low).padStart(5, '0')}`,
    h4h4: `${String(high).padStart(5, '0')},${String(low).padStart(5, '0')}`,
  };
}
