import { parseCount } from '../../kernel/whole-number.js';
import { typedValues } from '../../platform/http/form-input.js';
import { STANDBY } from '../gift-custody.js';
import type { DrawnGift } from '../gift-draws.js';
import { type GiftPieces, lineField } from '../gift-registers.js';
import type { HandCount } from '../hand-counts.js';

const MOST_PIECES = 10_000;

/** `gift-<birthday>` holds the gift chosen for it; '' is none. */
export function drawnGifts(body: unknown): DrawnGift[] {
  return Object.entries(typedValues(body)).flatMap(([name, itemId]) => {
    const entryId = /^gift-([0-9a-f-]{36})$/.exec(name)?.[1];
    return entryId !== undefined && itemId !== '' ? [{ entryId, itemId }] : [];
  });
}

const LINE = /^([a-z]+)_([0-9a-f-]{36})_([0-9a-f-]{36}|standby)$/;

function linesNamed(body: unknown, what: string) {
  return Object.entries(typedValues(body)).flatMap(([field, typed]) => {
    const [, name, itemId = '', part = ''] = LINE.exec(field) ?? [];
    return name === what ? [{ field, typed, itemId, entryId: part === STANDBY ? null : part }] : [];
  });
}

/** Pieces typed beside the lines that move; an empty field moves nothing. Throws `count.*` beside its field. */
export function movedPieces(body: unknown): GiftPieces[] {
  return linesNamed(body, 'pieces').flatMap(({ field, typed, itemId, entryId }) => {
    if (typed.trim() === '' || typed.trim() === '0') return [];
    return [{ itemId, entryId, pieces: parseCount(typed, { field, min: 1, max: MOST_PIECES }) }];
  });
}

/** What hands counted, line by line, with the reason where it differs. Throws `count.*` beside its field. */
export function handCounts(body: unknown): HandCount[] {
  const values = typedValues(body);
  return linesNamed(body, 'counted').map(({ field, typed, itemId, entryId }) => ({
    itemId,
    entryId,
    counted: parseCount(typed, { field, min: 0, max: MOST_PIECES }),
    reason: values[lineField('reason', { itemId, entryId })] ?? '',
  }));
}

/** Birthdays whose slip was ticked, each in a box of its own name. */
export function tickedSlips(body: unknown): string[] {
  return Object.keys(typedValues(body)).flatMap((name) => /^slip-([0-9a-f-]{36})$/.exec(name)?.[1] ?? []);
}
