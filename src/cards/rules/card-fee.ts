import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';
import { isMoneyTender, type MoneyTender } from '../../venue/rules/tender-kinds.js';

export interface FeePayment {
  readonly feeFen: number;
  /** Null when nothing is charged. */
  readonly tender: MoneyTender | null;
  readonly receivedFen: number;
  readonly changeFen: number;
}

/**
 * 唱收唱付 (001-92): what is taken and what is given back. Only cash has change; other tenders bring the fee itself.
 * @param receivedFen null when nothing was typed: then the exact fee was given
 * @throws DomainError cards.fee.tenderRequired | cards.fee.tooLittle {due}
 */
export function payFee(feeFen: number, tender: string, receivedFen: number | null): FeePayment {
  if (feeFen === 0) return { feeFen, tender: null, receivedFen: 0, changeFen: 0 };
  if (!isMoneyTender(tender)) throw new DomainError('cards.fee.tenderRequired', {}, 'tender');
  const received = tender === 'CASH' ? (receivedFen ?? feeFen) : feeFen;
  if (received < feeFen) throw new DomainError('cards.fee.tooLittle', { due: formatYuan(feeFen) }, 'received');
  return { feeFen, tender, receivedFen: received, changeFen: received - feeFen };
}
