import { Injectable } from '@nestjs/common';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { openText, sealText } from '../platform/crypto/sealed-text.js';

export type SealedField = 'features' | 'question' | 'answer' | 'photo';

/**
 * What only the owner of a thing can know, under the venue's own key: it belongs to no person yet. The seal is bound to the item and field,
 * so that no answer can be moved to another thing.
 */
@Injectable()
export class LostSeal {
  constructor(private readonly ring: KeyRing) {}

  seal(itemId: string, field: SealedField, text: string | null): string | null {
    if (text === null || text === '') return null;
    const version = this.ring.currentVersion;
    return `${version}.${sealText(this.ring.key('seal', version), place(itemId, field), text)}`;
  }

  /** Throws when the text was changed or moved. */
  open(itemId: string, field: SealedField, sealed: string | null): string | null {
    if (sealed === null) return null;
    const dot = sealed.indexOf('.');
    return openText(this.ring.key('seal', Number(sealed.slice(0, dot))), place(itemId, field), sealed.slice(dot + 1));
  }
}

function place(itemId: string, field: SealedField): string {
  return `lost_item\0${itemId}\0${field}`;
}
