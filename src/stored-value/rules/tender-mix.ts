import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';
import { MONEY_TENDERS, type MoneyTender } from '../../venue/rules/tender-kinds.js';

export interface TenderPart {
  readonly kind: MoneyTender;
  readonly amountFen: number;
  /** Last digits of the acquirer's transaction number; '' = none was given. */
  readonly reference: string;
}

/**
 * The tenders of a top-up make up its amount exactly, each named once.
 * @throws DomainError storedValue.tender.none | tooMany {max} | twice | amount | sum {paid, due} in yuan
 */
export function assertMix(tenders: readonly TenderPart[], dueFen: number): void {
  const fault = (code: string, params: Record<string, string> = {}) =>
    new DomainError(`storedValue.tender.${code}`, params, 'tender');
  if (tenders.length === 0) throw fault('none');
  if (tenders.length > MONEY_TENDERS.length) throw fault('tooMany', { max: String(MONEY_TENDERS.length) });
  if (new Set(tenders.map(({ kind }) => kind)).size !== tenders.length) throw fault('twice');
  if (tenders.some(({ amountFen }) => !Number.isSafeInteger(amountFen) || amountFen <= 0)) throw fault('amount');
  const paid = tenders.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (paid !== dueFen) throw fault('sum', { paid: formatYuan(paid), due: formatYuan(dueFen) });
}

/** Which tenders paid which lot, in order: the first lot is paid first. `amounts` sum to the tenders. */
export function shareTenders(tenders: readonly TenderPart[], amounts: readonly number[]): TenderPart[][] {
  const open = tenders.map((tender) => ({ ...tender }));
  return amounts.map((amount) => {
    const shares: TenderPart[] = [];
    let due = amount;
    for (const tender of open) {
      const given = Math.min(due, tender.amountFen);
      if (given === 0) continue;
      shares.push({ ...tender, amountFen: given });
      tender.amountFen -= given;
      due -= given;
    }
    return shares;
  });
}

/** Cash handed over and the change; null when exactly the cash part was given. */
export function changeOf(
  tenders: readonly TenderPart[],
  receivedFen: number | null,
): { received: number; change: number } {
  const cash = tenders.find(({ kind }) => kind === 'CASH')?.amountFen ?? 0;
  const received = receivedFen === null || cash === 0 ? cash : receivedFen;
  if (received < cash) {
    throw new DomainError('storedValue.tender.tooLittle', { due: formatYuan(cash) }, 'received');
  }
  return { received, change: received - cash };
}

/**
 * From a limit on no cash is taken (facts 1.2): the payer transfers, and the account is recorded.
 * @throws DomainError storedValue.noCash {limit} in yuan
 */
export function assertCashAllowed(tenders: readonly TenderPart[], totalFen: number, limitFen: number): void {
  if (totalFen >= limitFen && tenders.some(({ kind }) => kind === 'CASH')) {
    throw new DomainError('storedValue.noCash', { limit: formatYuan(limitFen) }, 'tender');
  }
}
