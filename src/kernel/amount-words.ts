const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/**
 * 1,409.50 → 壹仟肆佰零玖元伍角: money on a form is written in words, so that no figure can be added to (支付结算办法 附一; facts 3.6).
 * 整 stands after 元 alone. Up to 999,999,999,999 yuan.
 */
export function amountInWords(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('whole fen, not negative');
  const yuan = Math.floor(fen / 100);
  const jiao = Math.floor(fen / 10) % 10;
  const cents = fen % 10;
  const whole = yuan === 0 ? '' : `${integerWords(yuan)}元`;
  if (jiao === 0 && cents === 0) return `${whole === '' ? '零元' : whole}整`;
  const tenths = jiao === 0 ? (whole === '' ? '' : '零') : `${DIGITS.charAt(jiao)}角`;
  return `${whole}${tenths}${cents === 0 ? '' : `${DIGITS.charAt(cents)}分`}`;
}

/** The same with the currency touching the first word, as tax and bank forms want it. */
export function rmbInWords(fen: number): string {
  return `人民币${amountInWords(fen)}`;
}

/** 107000 → 壹拾万柒仟: a zero is spoken only where it stands between figures, not at the end of a group of four. */
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
    if (place % 4 !== 0) continue;
    if (Number(text.slice(Math.max(0, index - 3), index + 1)) > 0) words += GROUPS[place / 4] ?? '';
    if (text.charAt(index + 1) !== '0') zero = false;
  }
  return words;
}
