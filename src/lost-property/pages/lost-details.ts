import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import { Additions } from '../additions.js';
import type { ItemRow } from '../lost-items.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

/** The private side of a thing. Call it only where `Reveals` is open; the answer to the question is never shown to anybody. */
@Injectable()
export class LostDetails {
  constructor(
    private readonly additions: Additions,
    private readonly words: LostWordsPresenter,
    private readonly reader: Reader,
  ) {}

  async of(item: ItemRow, locale: Locale, photoIds: readonly string[]) {
    const say = (key: string, params = {}) => this.words.say(locale, `item.${key}`, params);
    const { first, added } = await this.additions.features(this.reader, item);
    const question = await this.question(item);
    return {
      facts: [
        { label: say('features'), value: first ?? (added.length > 0 ? '' : say('noFeatures')) },
        ...added.map(({ text, byName, at }) => ({
          label: say('added'),
          value: text,
          note: `${dateTime(at)} ${byName}`,
        })),
        { label: say('question'), value: question ?? say('noFeatures') },
      ],
      photos: photoIds.map((id, index) => ({ src: `/lost/photos/${id}`, alt: say('photoAlt', { n: index + 1 }) })),
    };
  }

  /** All of them, as one text to compare with. */
  async features(item: ItemRow): Promise<string> {
    const { first, added } = await this.additions.features(this.reader, item);
    return [first ?? '', ...added.map(({ text }) => text)].join(' ');
  }

  question(item: ItemRow): Promise<string | null> {
    return this.additions.question(this.reader, item);
  }
}
