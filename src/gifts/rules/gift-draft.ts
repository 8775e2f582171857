import type { PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText, toHalfWidth } from '../../kernel/text.js';

export interface ItemDraft {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface OfferDraft {
  readonly itemId: string;
  readonly pointsPrice: number;
  readonly perDay: number | null;
  readonly inTotal: number | null;
  /** Pieces taken off the shelf for this activity. */
  readonly setAside: number;
}

export const MAX_PIECES = 1_000_000;
export const MAX_POINTS_PRICE = 10_000_000;

/**
 * The item as it is kept: a code of capitals, digits and dashes, both names.
 * @throws DomainError gifts.code.invalid | text.required | text.tooLong
 */
export function readItem({ code, nameZh, nameEn }: ItemDraft): ItemDraft {
  const plain = toHalfWidth(code).trim().toUpperCase();
  if (!/^[A-Z0-9][A-Z0-9-]{0,31}$/.test(plain)) throw new DomainError('gifts.code.invalid', {}, 'code');
  return {
    code: plain,
    nameZh: cleanText(nameZh, { max: 40, required: true, field: 'nameZh' }),
    nameEn: cleanText(nameEn, { max: 80, required: true, field: 'nameEn' }),
  };
}

/**
 * An activity ends on its last day or later, and never before today: nothing could be redeemed in it.
 * @throws DomainError gifts.dates.order | gifts.dates.past {date}
 */
export function assertDates(startsOn: PlainDate, endsOn: PlainDate, today: PlainDate): void {
  if (endsOn < startsOn) throw new DomainError('gifts.dates.order', {}, 'endsOn');
  if (endsOn < today) throw new DomainError('gifts.dates.past', { date: today }, 'endsOn');
}

/**
 * A limit for the whole activity below that of a day would make the day's limit a lie.
 * @throws DomainError gifts.limits.order
 */
export function assertLimits({ perDay, inTotal }: Pick<OfferDraft, 'perDay' | 'inTotal'>): void {
  if (perDay !== null && inTotal !== null && inTotal < perDay)
    throw new DomainError('gifts.limits.order', {}, 'inTotal');
}
