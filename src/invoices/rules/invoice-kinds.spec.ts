import { DomainError } from '../../kernel/domain-error.js';
import { BOOK_KINDS, INVOICE_KIND_NAMES, invoiceCode, invoiceNumber, kindRule } from './invoice-kinds.js';

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
  }
  return 'allowed';
};

it('tears a 定额 sheet without buyer, item or red form: it is voided or nothing', () => {
  expect(kindRule('FIXED')).toMatchObject({ buyer: false, item: false, red: 'NONE', mayVoid: true, denominated: true });
});

it('never voids a 数电票: it is reddened, wholly or in part, and has no book', () => {
  expect(kindRule('DIGITAL')).toMatchObject({ mayVoid: false, red: 'PARTIAL', book: false, code: null });
  expect(BOOK_KINDS).toEqual(['FIXED', 'HAND', 'MACHINE', 'ROLL']);
});

it('leaves every kind a way back', () => {
  for (const kind of INVOICE_KIND_NAMES) expect(kindRule(kind).mayVoid || kindRule(kind).red !== 'NONE').toBe(true);
});

test.each([
  ['FIXED', '1440012100', 'allowed'],
  ['HAND', '144001210001', 'allowed'],
  ['ROLL', '041001800107', 'allowed'],
  ['ROLL', '041001800106', 'allowed'],
  ['ROLL', '041001800104', 'invoices.code.invalid'],
  ['ROLL', '141001800107', 'invoices.code.invalid'],
  ['FIXED', '14400121001', 'invoices.code.invalid'],
  ['DIGITAL', '144001210001', 'invoices.code.invalid'],
] as const)('%s %s: %s', (kind, code, outcome) => expect(refusal(() => invoiceCode(kind, code))).toBe(outcome));

test.each([
  ['FIXED', '00000001', 'allowed'],
  ['FIXED', '1', 'invoices.number.invalid'],
  ['DIGITAL', '26442000000000000001', 'allowed'],
  ['DIGITAL', '27442000000000000001', 'invoices.number.invalid'],
  ['DIGITAL', '2644200000000000001', 'invoices.number.invalid'],
] as const)('%s number %s in 2026: %s', (kind, number, outcome) =>
  expect(refusal(() => invoiceNumber(kind, number, 2026))).toBe(outcome),
);

it('keeps leading zeros and reads what an input method makes of digits', () => {
  expect(invoiceNumber('FIXED', ' ００００ ００１７ ', 2026)).toBe('00000017');
});
