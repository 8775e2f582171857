/** Words for one place of the house; the first names it. */
export const PLACES = [
  ['洗手间', '卫生间', '厕所', '化妆间', 'restroom', 'toilet', 'wc'],
  ['大厅', '大堂', 'lobby', 'hall'],
  ['前台', '收银台', '接待台', 'reception'],
  ['走廊', '过道', '走道', 'corridor'],
  ['停车场', '车库', 'parking'],
  ['电梯', '电梯间', 'elevator', 'lift'],
] as const;

/** 「A 211沙发」, A211包厢 and ａ211 lie in A211; K8 is K08. Null when nothing at its beginning looks like the number of a room. */
function roomKey(place: string): string | null {
  const [, letters = '', digits = ''] = /^([A-Z]{0,3})[\s-]*0*(\d{1,4})(?![\dA-Z])/.exec(plain(place)) ?? [];
  return digits === '' ? null : `${letters}${digits}`;
}

/** The known numbers that name the room a place lies in, in each of their spellings: [] when it lies in none. */
export function roomsOf(place: string, known: readonly string[]): string[] {
  const key = roomKey(place);
  const said = plain(place);
  return known.filter((room) => {
    const number = plain(room);
    // 总统套房 has no digits to go by; A21 is not where A211 begins
    const begins = number !== '' && said.startsWith(number) && !/^\d\d/.test(said.slice(number.length - 1));
    return begins || (key !== null && roomKey(room) === key && isWhole(number));
  });
}

/** One name for what people call one place: the room's number, or the first of its synonyms. */
export function placeName(place: string, known: readonly string[]): string {
  const [room] = roomsOf(place, known);
  if (room !== undefined) return room;
  const key = roomKey(place);
  if (key !== null && /^[A-Z]/.test(key)) return key.replace(/^([A-Z]+)(\d)$/, '$10$2');
  const said = place.normalize('NFKC').trim();
  for (const [name, ...others] of PLACES) {
    if (said.includes(name)) return said;
    const other = others.find((word) => said.toLowerCase().includes(word));
    if (other !== undefined) return said.toLowerCase().replace(other, name);
  }
  return said;
}

/** A number alone, without anything behind it. */
function isWhole(room: string): boolean {
  return /^[A-Z]{0,3}[\s-]*\d{1,4}$/.test(room);
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase();
}
