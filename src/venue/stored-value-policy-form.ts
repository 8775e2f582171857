import { parseYuan, typedYuan } from '../kernel/money.js';
import { toHalfWidth } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import {
  AMOUNTS,
  type BonusRule,
  CAP_MODES,
  INVOICE_MODES,
  type StoredValuePolicy,
} from './rules/stored-value-policy.js';

type Values = Readonly<Record<string, string>>;

const ROWS = [0, 1, 2, 3, 4, 5] as const;

/** Stored value as fields of the policy form; amounts in typedYuan, one row for each bonus rule. */
export function storedValueValues(policy: StoredValuePolicy): Record<string, string> {
  return {
    'storedValue.capMode': policy.capMode,
    'storedValue.invoiceMode': policy.invoiceMode,
    'storedValue.bonusEarns': policy.bonusEarns ? '1' : '',
    'storedValue.unnamedMonths': policy.unnamedMonths === null ? '' : String(policy.unnamedMonths),
    ...Object.fromEntries(AMOUNTS.map((amount) => [`storedValue.${amount}`, typedYuan(policy[amount])])),
    ...Object.fromEntries(ROWS.flatMap((row) => rowValues(row, policy.bonusRules[row]))),
  };
}

/** Stored value as it was typed; an empty row is no rule. Throws `money.*` on the field. */
export function storedValueOf(values: Values, now: StoredValuePolicy): StoredValuePolicy {
  if (values['storedValue.namedCapFen'] === undefined) return now;
  const months = values['storedValue.unnamedMonths'] ?? '';
  const amounts = Object.fromEntries(
    AMOUNTS.map((amount) => {
      const field = `storedValue.${amount}`;
      return [amount, parseYuan(values[field] ?? '', { field })];
    }),
  ) as Record<(typeof AMOUNTS)[number], number>;
  return {
    ...amounts,
    capMode: CAP_MODES.find((mode) => mode === values['storedValue.capMode']) ?? now.capMode,
    invoiceMode: INVOICE_MODES.find((mode) => mode === values['storedValue.invoiceMode']) ?? now.invoiceMode,
    bonusEarns: values['storedValue.bonusEarns'] === '1',
    unnamedMonths:
      months.trim() === '' ? null : parseCount(months, { min: 0, max: 1_000, field: 'storedValue.unnamedMonths' }),
    bonusRules: ROWS.flatMap((row) => ruleOf(values, row)),
  };
}

/** What the template lists. */
export const STORED_VALUE_FIELDS = {
  amounts: AMOUNTS.map((amount) => ({ amount, field: `storedValue.${amount}` })),
  rows: ROWS.map((row) => ({
    from: `storedValue.bonus.${row}.from`,
    bonus: `storedValue.bonus.${row}.bonus`,
    starts: `storedValue.bonus.${row}.starts`,
    ends: `storedValue.bonus.${row}.ends`,
  })),
};

function rowValues(row: number, rule: BonusRule | undefined): [string, string][] {
  const of = (name: string) => `storedValue.bonus.${row}.${name}`;
  return [
    [of('from'), rule ? typedYuan(rule.fromFen) : ''],
    [of('bonus'), rule ? typedYuan(rule.bonusFen) : ''],
    [of('starts'), rule?.startsOn ?? ''],
    [of('ends'), rule?.endsOn ?? ''],
  ];
}

function ruleOf(values: Values, row: number): BonusRule[] {
  const of = (name: string) => `storedValue.bonus.${row}.${name}`;
  const text = (name: string) => toHalfWidth(values[of(name)] ?? '').trim();
  if (text('from') === '' && text('bonus') === '') return [];
  return [
    {
      fromFen: parseYuan(text('from'), { field: of('from') }),
      bonusFen: parseYuan(text('bonus'), { field: of('bonus') }),
      startsOn: text('starts'),
      endsOn: text('ends') === '' ? null : text('ends'),
    },
  ];
}
