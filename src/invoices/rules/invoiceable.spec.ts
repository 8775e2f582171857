import fc from 'fast-check';
import { TENDER_KINDS, TENDERS } from '../../venue/rules/tender-kinds.js';
import {
  accountInvoiceable,
  feeInvoiceable,
  ITEM_OF,
  layOver,
  lotInvoiceable,
  slipInvoiceable,
  takeBack,
  zeroReason,
} from './invoiceable.js';

const paid = { groupBuy: 'PAID' } as const;
const none = { groupBuy: 'NONE' } as const;
const tender = (kind: (typeof TENDER_KINDS)[number], yuan: number) => ({ kind, amountFen: yuan * 100 });
const slip = (change = {}) => ({ tenders: [tender('CASH', 680)], refunds: [], invoicedFen: 0, ...change });
const lot = (change = {}) => ({
  principalFen: 300_000,
  returnedFen: 0,
  invoicedFen: 0,
  invoiceMode: 'AT_TOPUP',
  invoicedBefore: false,
  ...change,
});

it('invoices the money of a mixed payment and nothing else', () => {
  const mixed = [tender('CASH', 100), tender('WECHAT_PAY', 200), tender('STORED_VALUE', 300), tender('VOUCHER', 50)];
  expect(slipInvoiceable(slip({ tenders: mixed }), paid)).toMatchObject({ paidFen: 30_000, openFen: 30_000 });
});

it('says of every tender whether it counts, and if not, why', () => {
  expect(TENDER_KINDS.map((kind) => [kind, zeroReason(kind, none)])).toEqual([
    ['CASH', null],
    ['WECHAT_PAY', null],
    ['ALIPAY', null],
    ['BANK_CARD', null],
    ['STORED_VALUE', 'STORED_VALUE'],
    ['VOUCHER', 'GIVEN'],
    ['GROUP_BUY', 'GROUP_BUY'],
    ['TRANSFER', null],
    ['ON_ACCOUNT', 'ON_ACCOUNT'],
    ['COMPLIMENTARY', 'GIVEN'],
  ]);
  expect(zeroReason('GROUP_BUY', paid)).toBeNull();
});

it('takes a refund and an earlier invoice off, and shows what is red', () => {
  expect(slipInvoiceable(slip({ refunds: [tender('CASH', 80)], invoicedFen: 50_000 }), paid)).toEqual({
    paidFen: 60_000,
    invoicedFen: 50_000,
    openFen: 10_000,
    overFen: 0,
  });
  expect(slipInvoiceable(slip({ refunds: [tender('CASH', 300)], invoicedFen: 50_000 }), paid)).toMatchObject({
    openFen: 0,
    overFen: 12_000,
  });
});

it('invoices a bill on account only as such', () => {
  const bill = slip({ tenders: [tender('ON_ACCOUNT', 900), tender('CASH', 100)] });
  expect(slipInvoiceable(bill, paid).openFen).toBe(10_000);
  expect(accountInvoiceable(bill).openFen).toBe(90_000);
});

it('invoices a lot once in its life, its bonus never, and not twice by its mode', () => {
  expect(lotInvoiceable(lot()).openFen).toBe(300_000);
  expect(lotInvoiceable(lot({ invoicedFen: 300_000 })).openFen).toBe(0);
  expect(lotInvoiceable(lot({ returnedFen: 100_000 })).openFen).toBe(200_000);
  expect(lotInvoiceable(lot({ invoicedFen: 300_000, returnedFen: 100_000 })).overFen).toBe(100_000);
  expect(lotInvoiceable(lot({ invoiceMode: 'AT_USE' })).openFen).toBe(0);
  expect(lotInvoiceable(lot({ invoicedBefore: true })).openFen).toBe(0);
  expect(ITEM_OF.LOT).toBe('PREPAID');
});

it('invoices a card fee as a fee, never as 601', () => {
  expect(feeInvoiceable({ feeFen: 20_000, invoicedFen: 0 }).openFen).toBe(20_000);
  expect(ITEM_OF.FEE).toBe('FEE');
});

// invariants (a), (c) and (f) of facts 3.5 for whatever a bill holds
it('never leaves more open than money was paid, whatever was invoiced and refunded before', () => {
  const tenders = fc.array(fc.record({ kind: fc.constantFrom(...TENDER_KINDS), amountFen: fc.nat({ max: 500_000 }) }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(tenders, tenders, fc.nat({ max: 900_000 }), (paidWith, refunds, invoicedFen) => {
      const result = slipInvoiceable({ tenders: paidWith, refunds, invoicedFen }, none);
      const money = paidWith
        .filter(({ kind }) => TENDERS[kind].bringsMoney)
        .reduce((acc, { amountFen }) => acc + amountFen, 0);
      expect(result.openFen).toBeLessThanOrEqual(money);
      expect(result.openFen * result.overFen).toBe(0);
      expect(result.paidFen - result.invoicedFen).toBe(result.openFen - result.overFen);
    }),
    { numRuns: 200, seed: 69 },
  );
});

it('lays one invoice over several payments in order, and takes a part back from the last', () => {
  expect(layOver(50_000, [30_000, 30_000])).toEqual([30_000, 20_000]);
  expect(layOver(70_000, [30_000, 30_000])).toBeNull();
  expect(takeBack(25_000, [30_000, 20_000])).toEqual([5_000, 20_000]);
  expect(takeBack(60_000, [30_000, 20_000])).toBeNull();
});
