import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import { DomainError } from '../../kernel/domain-error.js';
import { pictureKind } from './picture-kind.js';

export interface Picture {
  readonly webp: Buffer;
  readonly width: number;
  readonly height: number;
}

const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
const LONGEST_EDGE = 1600;
/** 48 megapixels are a phone's best camera; more is a bomb that would fill the memory when unpacked. */
const MAX_PIXELS = 50_000_000;
const SECONDS = 10;

sharp.cache(false);
sharp.concurrency(1);

/**
 * Takes a photo apart and paints it anew: what is kept are pixels alone. Whatever hid in the file (place, script, a second file behind the
 * picture) does not survive; what is no photo is refused by its bytes, not by its name.
 */
@Injectable()
export class PictureEncoder {
  /** Throws `photo.tooLarge`, `photo.kind`, `photo.broken` on `photo`. */
  async encode(bytes: Buffer): Promise<Picture> {
    if (bytes.length > MAX_PICTURE_BYTES)
      throw new DomainError('photo.tooLarge', { max: MAX_PICTURE_BYTES / 1024 / 1024 }, 'photo');
    if (pictureKind(bytes) === null) throw new DomainError('photo.kind', {}, 'photo');
    try {
      const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 })
        .timeout({ seconds: SECONDS })
        .rotate()
        .resize(LONGEST_EDGE, LONGEST_EDGE, { fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 78 })
        .toBuffer({ resolveWithObject: true });
      return { webp: data, width: info.width, height: info.height };
    } catch {
      // what sharp says about a broken or hostile file is of no use at the counter
      throw new DomainError('photo.broken', {}, 'photo');
    }
  }
}
