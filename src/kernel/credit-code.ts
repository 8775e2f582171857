/** No I, O, S, V, Z: nothing that looks like a figure. */
const CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^i mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Whether 18 characters in capitals are a 统一社会信用代码: the last one proves the rest (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18) return false;
  const values = [...code].map((char) => CHARSET.indexOf(char));
  if (values.some((value) => value < 0)) return false;
  const sum = WEIGHTS.reduce((acc, weight, index) => acc + weight * (values[index] ?? 0), 0);
  return CHARSET.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}
