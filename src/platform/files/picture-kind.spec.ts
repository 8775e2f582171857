import { pictureKind } from './picture-kind.js';

describe('a picture by its bytes', () => {
  test.each([
    ['jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    ['webp', [...Buffer.from('RIFF1234WEBPVP8 ')]],
  ] as const)('%s', (kind, bytes) => expect(pictureKind(Uint8Array.from(bytes))).toBe(kind));

  test.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?><svg/>',
    'GIF89a',
    '%PDF-1.7',
    'MZ',
    'RIFF1234WAVE',
    '',
  ])('not %j', (text) => expect(pictureKind(Buffer.from(text))).toBeNull());
});
