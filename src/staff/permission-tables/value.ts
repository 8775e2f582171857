import { administrators, counter, leads, managers, readers, type PermissionRule } from './permission-rule.js';

/** What a guest has or gets: slips, points, gifts, stored value, invoices. */
export const value = {
  // stored value (003E-090, 092)
  'storedValue.view': { roles: readers },
  'storedValue.topUp': { roles: counter },
  'storedValue.topUpUnit': { roles: counter },
  'storedValue.sellUnnamed': { roles: counter },
  'storedValue.correctTopUp': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'storedValue.spend': { roles: counter },
  'storedValue.returnSpend': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'storedValue.setSecret': { roles: counter },
  'storedValue.exceptions': { roles: [...leads, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'storedValue.review': { roles: [...leads, 'FINANCE'] },
  // slips and points
  'slips.view': { roles: readers },
  'slips.resolveConflict': { roles: leads },
  'points.view': { roles: readers },
  'points.creditSlip': { roles: counter },
  'points.creditLateSlip': { roles: counter, coSign: { kind: 'REMOTE', roles: managers } },
  'points.undoCredit': { roles: counter, coSign: { kind: 'REMOTE', roles: managers } },
  'points.settleSignature': { roles: counter },
  'points.runExpiry': { roles: managers },
  'points.reverseExpiry': { roles: managers },
  // gifts redeemed with points
  'gifts.view': { roles: [...readers] },
  'gifts.manageCatalogue': { roles: managers },
  // the shelf is Finance's store: nothing is bought into it, nor counted away, without Finance
  'gifts.restock': { roles: ['FINANCE'] },
  'gifts.count': { roles: [...leads, 'FINANCE'], coSign: { kind: 'ON_SPOT', roles: [...leads, 'FINANCE'] } },
  'gifts.redeem': { roles: counter },
  'gifts.undoRedemption': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'gifts.collect': { roles: counter },
  'gifts.exchange': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  // refunds of stored value: asked for at the counter, approved on another screen, paid out of the drawer that serves
  'refunds.view': { roles: [...counter, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'refunds.request': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'refunds.pay': { roles: counter },
  // another way than was signed for; checked by the act itself
  'refunds.changeWay': { roles: leads },
  'refunds.release': { roles: [...counter, 'FINANCE'] },
  'refunds.cancel': { roles: leads },
  'refunds.reveal': { roles: [...counter, 'FINANCE'] },
  // a top-up that did not arrive (001-49, 50)
  'disputes.view': { roles: [...counter, 'TEAM_LEAD', 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'disputes.report': { roles: counter },
  'disputes.answer': { roles: counter },
  'disputes.reveal': { roles: [...counter, 'FINANCE'] },
  // an odd balance stops the cards (001-54)
  'disputes.checkBalances': { roles: [...leads, 'FINANCE', 'OWNER'] },
  // reports of stored value
  'prepaid.view': { roles: [...managers, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'prepaid.export': { roles: [...managers, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  // invoices (003E-065…077): numbers are the clerk's own until handover
  'invoices.view': { roles: [...readers, 'OWNER'] },
  'invoices.issue': { roles: counter },
  // a paper slip no till sent: the lead reads the figure that was keyed
  'invoices.enterSlip': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'invoices.issueWithoutReceipt': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'invoices.issueOnAccount': { roles: ['FINANCE'] },
  'invoices.takeBack': { roles: [...counter, 'FINANCE'], coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'invoices.correctTitle': { roles: [...counter, 'FINANCE'], coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'invoices.spoil': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'invoices.reportLost': { roles: [...counter, 'FINANCE'], coSign: { kind: 'ON_SPOT', roles: leads } },
  'invoices.requestRefund': { roles: counter },
  'invoices.receiveBook': { roles: ['FINANCE'] },
  'invoices.fileBook': { roles: ['FINANCE'] },
  // both hands sign; for an absent holder a lead does
  'invoices.moveBook': { roles: [...counter, 'FINANCE'], coSign: { kind: 'ON_SPOT', roles: [...counter, 'FINANCE'] } },
  'invoices.importPlatformList': { roles: [...counter, 'FINANCE'] },
  'invoices.setDesk': { roles: [...administrators, 'FINANCE'] },
  'invoices.register': { roles: [...leads, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'invoices.export': { roles: [...managers, 'FINANCE', 'OWNER'] },
} as const satisfies Record<string, PermissionRule>;
