import sharp from 'sharp';
import { drawnSignature } from '../../kernel/signature-strokes.js';

/** Dots of the roll a signature may take: two thirds of its width, and not more than five lines. */
const WIDTH = 384;
const HEIGHT = 140;

/** What a signature pad wrote, in black on white for a receipt: a PNG in base64, null for what is no signature. */
export async function signaturePicture(strokes: string): Promise<string | null> {
  const drawn = drawnSignature(strokes);
  if (drawn === null) return null;
  const lines = drawn.lines.map((points) => `<polyline points="${points}"/>`).join('');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="${drawn.viewBox}">` +
    `<g fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" vector-effect="non-scaling-stroke">${lines}</g></svg>`;
  const png = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .greyscale()
    .threshold(200)
    .png({ palette: true, colours: 2 })
    .toBuffer();
  return png.toString('base64');
}
