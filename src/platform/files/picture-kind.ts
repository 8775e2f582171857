export type PictureKind = 'jpeg' | 'png' | 'webp';

/** What the bytes are, whatever the file is called; null for everything a camera does not make (svg, gif, html, programs). */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (starts(bytes, [0x52, 0x49, 0x46, 0x46]) && starts(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50])) return 'webp';
  return null;
}

function starts(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
