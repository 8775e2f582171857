import { DomainError } from '../kernel/domain-error.js';
import { parseCount } from '../kernel/whole-number.js';
import { MAX_PIECES, MAX_POINTS_PRICE, type OfferDraft } from './rules/gift-draft.js';

/**
 * The gifts of a new activity: those that were given a price. Every field carries the gift's id, so a refusal stands beside it.
 * Throws `count.*` beside the field, `gifts.limits.order`.
 */
export function readOffers(values: Readonly<Record<string, string>>, itemIds: readonly string[]): OfferDraft[] {
  return itemIds
    .filter((itemId) => (values[`pointsPrice_${itemId}`] ?? '').trim() !== '')
    .map((itemId) => {
      const at = (name: string, rule: { min: number; max: number }) => {
        const field = `${name}_${itemId}`;
        return parseCount(values[field] ?? '', { ...rule, field });
      };
      const limit = (name: string) =>
        (values[`${name}_${itemId}`] ?? '').trim() === '' ? null : at(name, { min: 1, max: MAX_PIECES });
      const [perDay, inTotal] = [limit('perDay'), limit('inTotal')];
      if (perDay !== null && inTotal !== null && inTotal < perDay)
        throw new DomainError('gifts.limits.order', {}, `inTotal_${itemId}`);
      return {
        itemId,
        perDay,
        inTotal,
        pointsPrice: at('pointsPrice', { min: 1, max: MAX_POINTS_PRICE }),
        setAside: at('setAside', { min: 0, max: MAX_PIECES }),
      };
    });
}
