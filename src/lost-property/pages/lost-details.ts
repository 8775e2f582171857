import { Injectable } from '@nestjs/common';
import type { Locale } from '../../platform/i18n/locale.js';
import type { ItemRow } from '../lost-items.js';
import { LostSeal } from '../lost-seal.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

/** The private side of a thing. Call it only where `Reveals` is open; the answer to the question is never shown to anybody. */
@Injectable()
export class LostDetails {
  constructor(
    private readonly seal: LostSeal,
    private readonly words: LostWordsPresenter,
  ) {}

  of(item: ItemRow, locale: Locale, photoIds: readonly string[]) {
    const none = this.words.say(locale, 'item.noFeatures');
    return {
      facts: [
        { label: this.words.say(locale, 'item.features'), value: this.features(item) ?? none },
        { label: this.words.say(locale, 'item.question'), value: this.question(item) ?? none },
      ],
      photos: photoIds.map((id, index) => ({
        src: `/lost/photos/${id}`,
        alt: this.words.say(locale, 'item.photoAlt', { n: index + 1 }),
      })),
    };
  }

  features({ id, sealedFeatures }: ItemRow): string | null {
    return this.seal.open(id, 'features', sealedFeatures);
  }

  question({ id, sealedQuestion }: ItemRow): string | null {
    return this.seal.open(id, 'question', sealedQuestion);
  }
}
