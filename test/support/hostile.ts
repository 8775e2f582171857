/** A value as it travels in a form body, percent-encoded by hand: some of these no browser could write. */
export interface Hostile {
  readonly what: string;
  readonly encoded: string;
  /** Worth asking the database about, not only the rules. */
  readonly deep: boolean;
}

/** Read alike for every field, before a rule of its own sees it: refused, or made into the sign for what cannot be read. */
export const unreadable: readonly Hostile[] = [
  { what: 'NUL', encoded: '%00', deep: false },
  { what: 'NUL between letters', encoded: 'a%00b', deep: true },
  { what: 'half a surrogate pair', encoded: '%ED%A0%80', deep: true },
  { what: 'no UTF-8', encoded: '%FF%FE', deep: false },
  { what: 'half a percent sign', encoded: '%E0%A4%A', deep: false },
  { what: 'a megabyte', encoded: 'x'.repeat(1024 * 1024), deep: false },
];

const written = (what: string, text: string, deep = false): Hostile => ({
  what,
  deep,
  encoded: encodeURIComponent(text),
});

/** What quality.md promises to answer with a sentence. */
export const hostileValues: readonly Hostile[] = [
  written('nothing', ''),
  written('a power of ten', '1e3'),
  written('full-width digits', '０１'),
  written('half a fen', '1.005'),
  written('minus zero', '-0'),
  written('less than nothing', '-1'),
  written('infinity', '∞'),
  written('no number', 'NaN'),
  written('thirty digits', '9'.repeat(30), true),
  written('the last safe integer and one', '9007199254740993'),
  written('more than a column of integers holds', '2147483648', true),
  written('the sign for what cannot be read', '\uFFFD', true),
  written('emoji', '👩‍👩‍👧‍👦🎤', true),
  written('writing turned round', '\u202Egnp.exe\u2066', true),
  written('a date that is none', '2026-02-30'),
  written('a date before dates', '0000-00-00'),
  written('markup', '"><script>alert(1)</script>'),
  written('an end of a statement', "'; DROP TABLE slip;--"),
  written('a template', '{{constructor.constructor}}'),
  written('a line feed', 'a\r\nb: c'),
  written('five thousand letters', '汉'.repeat(5000), true),
];

/** Ways to write one field that are not `name=value`. */
export const hostileShapes: readonly { readonly what: string; readonly write: (name: string) => string }[] = [
  { what: 'an array', write: (name) => `${name}[]=1&${name}[]=2` },
  { what: 'the same twice', write: (name) => `${name}=1&${name}=2` },
  { what: 'an object', write: (name) => `${name}[a][b]=1` },
  {
    what: 'an object with a prototype',
    write: (name) => `${name}[__proto__]=1&__proto__=1&constructor=1&__proto__[a]=1`,
  },
  { what: 'a thousand times', write: (name) => Array.from({ length: 1000 }, () => `${name}=1`).join('&') },
];

/** The same as JSON text; here half a surrogate pair can be written. */
export const hostileJson: readonly string[] = [
  '',
  '1e3',
  '０１',
  '-0',
  '∞',
  '9'.repeat(30),
  '👩‍👩‍👧‍👦',
  '\u202Eabc',
  '\0',
  'a\0b',
  '\uD800',
  '__proto__',
  '汉'.repeat(5000),
];

/** In the place of an id in an address. */
export const hostileIds: readonly string[] = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%FF',
  '%E0%A4%A',
  '%',
  'x'.repeat(90),
  'x'.repeat(5000),
  '..%2F..%2Fetc',
  "'%20OR%201=1--",
  '9'.repeat(30),
  '-1',
  '%F0%9F%98%80',
  '%E2%80%AEgnp',
  '__proto__',
  'constructor',
];

/** What a person would type, so that one hostile field stands among good ones. */
const GOOD: readonly (readonly [RegExp, string])[] = [
  [/phone/i, '13812345678'],
  [/^(startsOn|effectiveFrom|from|date)$/i, '2026-11-20'],
  [/(On|Until|until|to)$/, '2026-12-31'],
  [/pin/i, '280416'],
  [/password/i, 'correct horse 8801'],
  [/(amount|fee|received|float|yuan|spent)/i, '200'],
  [/(pieces|quantity|count|points|price|limit|per|total|setAside)/i, '1'],
  [/cardNo/i, '8800099999'],
  [/staffNo/i, '8899'],
  [/slipNo/i, 'J1120-9999'],
  [/code/i, 'GIFT-X'],
];

export function goodValue(name: string, shown: string): string {
  if (shown !== '') return shown;
  return GOOD.find(([pattern]) => pattern.test(name))?.[1] ?? '测试';
}
