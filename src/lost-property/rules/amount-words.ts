const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/** 12050 fen → 壹佰贰拾元伍角整: cash found is written in words, so that no figure can be added to (facts 3.6). Up to 999,999,999,999 yuan. */
export function amountInWords(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('whole fen, not negative');
  const yuan = Math.floor(fen / 100);
  const jiao = Math.floor(fen / 10) % 10;
  const cents = fen % 10;
  const whole = yuan === 0 ? '' : `${integerWords(yuan)}元`;
  if (jiao === 0 && cents === 0) return `${whole === '' ? '零元' : whole}整`;
  const tenths = jiao === 0 ? (whole === '' ? '' : '零') : `${DIGITS.charAt(jiao)}角`;
  return `${whole}${tenths}${cents === 0 ? '整' : `${DIGITS.charAt(cents)}分`}`;
}

function integerWords(value: number): string {
  let words = '';
  let zero = false;
  const text = String(value);
  for (const [index, digit] of [...text].entries()) {
    const place = text.length - 1 - index;
    if (digit === '0') zero = true;
    else {
      words += `${zero && words !== '' ? '零' : ''}${DIGITS.charAt(Number(digit))}${UNITS[place % 4] ?? ''}`;
      zero = false;
    }
    if (place % 4 === 0 && Number(text.slice(Math.max(0, index - 3), index + 1)) > 0) words += GROUPS[place / 4] ?? '';
  }
  return words;
}
