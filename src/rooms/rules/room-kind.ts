/** 小包, 中包, 大包, 豪包, 总统包 (facts §7.3). */
export const ROOM_KINDS = ['SMALL', 'MEDIUM', 'LARGE', 'DELUXE', 'PRESIDENT'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

export function isRoomKind(text: string): text is RoomKind {
  return ROOM_KINDS.some((kind) => kind === text);
}
