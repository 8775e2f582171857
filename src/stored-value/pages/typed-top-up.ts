import { agentOf } from '../../cards/rules/adult-person.js';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { cleanText, toHalfWidth } from '../../kernel/text.js';
import { isMoneyTender, type MoneyTender } from '../../venue/rules/tender-kinds.js';
import { readPaymentCode } from '../rules/payment-code.js';
import type { TenderPart } from '../rules/tender-mix.js';
import type { TypedAgent } from '../holder-checks.js';
import type { TopUpWish } from '../top-up.js';
import type { TopUpForm } from './value.dto.js';

/** What only an agent fills in; the kind of document is always chosen. */
const AGENT_TYPED = ['agentName', 'agentPhone', 'agentDocument', 'agentBirthDate', 'agentRelation'] as const;

/** Ticked, or typed without the tick: who was named is kept or refused, never dropped. */
export function comesForAnother(form: Readonly<Record<string, string> | TopUpForm>): boolean {
  return form.agent === '1' || AGENT_TYPED.some((field) => (form[field] ?? '').trim() !== '');
}

/** What is typed, read: amounts in fen, the code on the guest's phone as its tender. Throws `money.*`, `storedValue.tender.*` beside their fields. */
export function topUpWish(membershipId: string, form: TopUpForm, today: string): TopUpWish {
  const amountFen = parseYuan(form.amount, { field: 'amount', minFen: 1 });
  return {
    membershipId,
    amountFen,
    tenders: tendersOf(form, amountFen, today),
    receivedFen: form.received.trim() === '' ? null : parseYuan(form.received, { field: 'received' }),
    shownBonusFen: form.shownBonus === '' ? null : Number(form.shownBonus),
    document: { type: form.idType, number: form.idNumber, agent: comesForAnother(form) ? agentFor(form) : null },
    secondCard: form.secondCard,
    overTold: form.overTold === '1',
    recommenderNo: toHalfWidth(form.recommenderNo).trim().toUpperCase(),
  };
}

function agentFor(form: TopUpForm): TypedAgent {
  return { ...agentOf(form), relation: form.agentRelation };
}

function tendersOf(form: TopUpForm, amountFen: number, today: string): TenderPart[] {
  const reference = cleanText(form.reference, { max: 40, field: 'reference' });
  const kind = tenderOf(form, today);
  if (form.secondTender === '') return [{ kind, amountFen, reference }];
  if (!isMoneyTender(form.secondTender)) throw new DomainError('storedValue.tender.none', {}, 'secondTender');
  const secondFen = parseYuan(form.secondAmount, { field: 'secondAmount', minFen: 1, maxFen: amountFen });
  const second: TenderPart = { kind: form.secondTender, amountFen: secondFen, reference: '' };
  return [{ kind, amountFen: amountFen - secondFen, reference }, second];
}

function tenderOf({ code, isCode, tender }: TopUpForm, today: string): MoneyTender {
  if (code.trim() !== '') {
    const scanned = readPaymentCode(code, today);
    if (scanned.kind === 'NOTHING') throw new DomainError('storedValue.tender.noCode', {}, 'code');
    if (scanned.kind === 'ASK' && isCode !== '1') throw new DomainError('storedValue.tender.isId', {}, 'code');
    return scanned.tender;
  }
  if (!isMoneyTender(tender)) throw new DomainError('storedValue.tender.none', {}, 'tender');
  return tender;
}
