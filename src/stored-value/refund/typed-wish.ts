import { parsePlainDate, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import type { RefundWish } from './refund-plans.js';
import { REFUND_CAUSES } from './rules/refund-basis.js';

export const PAY_CHOICES = ['ORIGINAL', 'BANK_ACCOUNT', 'CASH'] as const;

/** What stands in the address or in the form: nothing of it says anything about a guest. */
export type TypedWish = Readonly<Record<string, unknown>>;

/** The wish as typed; the guest's own reason, today and 原路退回 where nothing was typed. Throws `refund.*`, `date.invalid`, `money.*` on the field. */
export function readWish(typed: TypedWish, today: PlainDate): RefundWish {
  const text = (field: string) => (typeof typed[field] === 'string' ? typed[field].trim() : '');
  const date = (field: string) => (text(field) === '' ? null : parsePlainDate(text(field), field));
  const cause = text('cause') === '' ? 'CONSUMER' : REFUND_CAUSES.find((known) => known === text('cause'));
  if (!cause) throw new DomainError('refund.cause', {}, 'cause');
  const choice = text('choice') === '' ? 'ORIGINAL' : PAY_CHOICES.find((known) => known === text('choice'));
  if (!choice) throw new DomainError('refund.choice', {}, 'choice');
  return {
    cause,
    choice,
    lotIds: lotsOf(typed),
    rescindedOn: date('rescindedOn') ?? today,
    planFrom: cause === 'TIME' ? date('planFrom') : null,
    planTo: cause === 'TIME' ? date('planTo') : null,
    giftOffsetFen: text('giftOffset') === '' ? 0 : parseYuan(text('giftOffset'), { field: 'giftOffset' }),
  };
}

/** Ticked one by one on the page (`lot.<id>`), one hidden list in the request. */
function lotsOf(typed: TypedWish): string[] {
  const ticked = Object.keys(typed).filter((field) => field.startsWith('lot.') && typed[field] === '1');
  const listed = typeof typed.lots === 'string' ? typed.lots.split(',').filter((id) => id !== '') : [];
  const ids = [...ticked.map((field) => field.slice(4)), ...listed];
  if (ids.length > 100 || ids.some((id) => !/^[0-9a-f-]{36}$/.test(id)))
    throw new DomainError('refund.unknownLot', {}, 'lots');
  return ids;
}
