import type { Role } from './roles.js';

/** How a second person signs (counter-practice H1). */
export type CoSignKind =
  /** 当场: on the same screen, in person, before the act. */
  | 'ON_SPOT'
  /** 远程: the act waits; the second person decides on their own screen while the clerk serves the next guest. */
  | 'REMOTE'
  /** 待签: the act counts at once, is listed, and must be signed before handover. */
  | 'BEFORE_HANDOVER';

export interface PermissionRule {
  readonly roles: readonly Role[];
  readonly coSign?: { readonly kind: CoSignKind; readonly roles: readonly Role[] };
}

const everyone: readonly Role[] = [
  'CLERK',
  'RECEPTION',
  'USHER',
  'FLOOR_STAFF',
  'TEAM_LEAD',
  'DUTY_SUPERVISOR',
  'CUSTOMER_SERVICE_MANAGER',
  'VIP_CENTRE_DIRECTOR',
  'OPERATIONS_GENERAL_MANAGER',
  'FINANCE',
  'GENERAL_AFFAIRS',
  'SECURITY_GUARD',
  'AV_OPERATOR',
  'OWNER',
];
const counter: readonly Role[] = ['CLERK', 'DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'];
const leads: readonly Role[] = ['DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'];
const managers: readonly Role[] = ['CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'];
const administrators: readonly Role[] = ['VIP_CENTRE_DIRECTOR', 'OWNER'];
const readers: readonly Role[] = [...counter, 'RECEPTION', 'TEAM_LEAD', 'OPERATIONS_GENERAL_MANAGER', 'FINANCE'];

/**
 * Role × act × who co-signs: the whole of it, and the page /staff/permissions shows this very table.
 * An act carries the name of its permission; reads are `<room>.view`. Whoever is not named may not.
 */
export const permissions = {
  'desk.view': { roles: everyone },
  // the venue and its day
  'venue.view': { roles: [...leads, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'venue.openDay': { roles: [...counter, 'OWNER'] },
  'venue.closeDay': { roles: [...leads, 'OWNER'] },
  'venue.changeSettings': { roles: administrators },
  'venue.changePolicy': { roles: administrators },
  'venue.enrolTerminal': { roles: administrators },
  // people
  'staff.view': { roles: [...leads, 'OPERATIONS_GENERAL_MANAGER', 'OWNER'] },
  'staff.manage': { roles: administrators },
  'staff.resetSecrets': { roles: [...managers, 'OWNER'] },
  'staff.deactivate': { roles: administrators },
  'staff.delegate': { roles: [...managers, 'OWNER'] },
  'staff.endDelegation': { roles: [...managers, 'OWNER'] },
  // each request names who may decide it (the act's co-sign column, or a stand-in); everybody sees what they sent
  'approvals.view': { roles: everyone },
  'approvals.request': { roles: everyone },
  'approvals.withdraw': { roles: everyone },
  'approvals.decide': { roles: everyone },
  // the clerk lays the list before the supervisor; who signs it is checked line by line
  'signatures.view': { roles: [...counter, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'signatures.collect': { roles: [...counter, 'FINANCE'], coSign: { kind: 'ON_SPOT', roles: [...leads, 'FINANCE'] } },
  'journal.view': { roles: [...leads, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  // members
  'members.view': { roles: readers },
  'members.reveal': { roles: counter },
  'members.startEnrolment': { roles: [...counter, 'RECEPTION'] },
  'members.declineOffer': { roles: [...counter, 'RECEPTION'] },
  'members.refuseEntry': { roles: [...counter, 'RECEPTION'] },
  'members.enrol': { roles: counter },
  'members.viewRefusals': { roles: leads },
  'members.undoEnrolment': { roles: counter },
  // a colleague's; checked by the act itself
  'members.undoAnyEnrolment': { roles: leads },
  'members.changeProfile': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'members.changeConsent': { roles: [...counter, 'RECEPTION'] },
  'members.erase': { roles: managers },
  'members.statement': { roles: [...counter, 'FINANCE'] },
  // stored value (003E-090, 092)
  'storedValue.view': { roles: readers },
  'storedValue.topUp': { roles: counter },
  'storedValue.topUpUnit': { roles: counter },
  'storedValue.correctTopUp': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'storedValue.spend': { roles: counter },
  'storedValue.returnSpend': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'storedValue.setSecret': { roles: counter },
  'storedValue.exceptions': { roles: [...leads, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'storedValue.review': { roles: [...leads, 'FINANCE'] },
  // blank cards and the life of a card: stopping needs nobody, opening a second person
  'cards.viewStock': { roles: [...counter, 'FINANCE', 'OPERATIONS_GENERAL_MANAGER', 'OWNER'] },
  'cards.receiveBlanks': { roles: [...leads, 'FINANCE'], coSign: { kind: 'ON_SPOT', roles: [...leads, 'FINANCE'] } },
  'cards.moveBlanks': { roles: [...counter, 'FINANCE'], coSign: { kind: 'ON_SPOT', roles: [...leads, 'FINANCE'] } },
  'cards.countBlanks': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'cards.spoilBlank': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'cards.reportLost': { roles: [...counter, 'RECEPTION'] },
  'cards.freeze': { roles: [...counter, 'RECEPTION', 'FINANCE'] },
  'cards.reopen': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'cards.replace': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'cards.replaceWithValue': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'cards.exchange': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'cards.takeBack': { roles: counter },
  'cards.transfer': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'cards.renew': { roles: counter },
  'cards.close': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'cards.handOver': { roles: counter },
  'cards.lowerTier': { roles: managers },
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
  'gifts.restock': { roles: [...managers, 'FINANCE'] },
  'gifts.redeem': { roles: counter },
  'gifts.undoRedemption': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'gifts.collect': { roles: counter },
  'gifts.exchange': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  // shifts, drawers, handing over
  'shifts.view': { roles: [...counter, 'TEAM_LEAD', 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'shifts.open': { roles: counter },
  'shifts.drawFloat': { roles: counter, coSign: { kind: 'ON_SPOT', roles: ['FINANCE'] } },
  'shifts.returnFloat': { roles: counter, coSign: { kind: 'ON_SPOT', roles: ['FINANCE'] } },
  'shifts.dropCash': { roles: counter, coSign: { kind: 'ON_SPOT', roles: [...leads, 'FINANCE'] } },
  // a lead gives money back out of the drawer that serves at the desk; asked when the money moves
  'shifts.useServingDrawer': { roles: leads },
  'shifts.roundDown': { roles: counter },
  'shifts.counterfeit': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'shifts.cut': { roles: counter },
  'shifts.takeOver': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'shifts.count': { roles: counter },
  // a difference over the tolerance is signed by the supervisor on the spot
  'shifts.sign': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'shifts.accept': { roles: counter },
  'shifts.refuse': { roles: counter },
  'shifts.sealBag': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'shifts.writeLog': { roles: [...counter, 'TEAM_LEAD', 'RECEPTION', 'SECURITY_GUARD'] },
  'shifts.exportLog': { roles: [...leads, 'OPERATIONS_GENERAL_MANAGER', 'OWNER'] },
  // the night: sealed before the guard, opened in the morning by two (003E-075…077)
  'night.view': { roles: [...counter, 'TEAM_LEAD', 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'OWNER'] },
  'night.match': { roles: counter },
  'night.seal': { roles: counter, coSign: { kind: 'ON_SPOT', roles: ['SECURITY_GUARD'] } },
  'night.accept': { roles: counter, coSign: { kind: 'ON_SPOT', roles: ['SECURITY_GUARD', 'RECEPTION', ...counter] } },
  'night.alarm': { roles: counter, coSign: { kind: 'ON_SPOT', roles: ['SECURITY_GUARD', 'RECEPTION', ...counter] } },
  'night.clear': { roles: [...managers, 'OWNER'] },
  'night.checkProofs': { roles: ['FINANCE'] },
  'night.backup': { roles: [...leads, 'OWNER'] },
  'finance.view': { roles: [...managers, 'FINANCE', 'OPERATIONS_GENERAL_MANAGER', 'OWNER'] },
  'finance.receiveBag': { roles: ['FINANCE'] },
  'finance.deposit': { roles: ['FINANCE'] },
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
  'invoices.issueWithoutReceipt': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'invoices.issueOnAccount': { roles: ['FINANCE'] },
  'invoices.takeBack': { roles: [...counter, 'FINANCE'], coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'invoices.correctTitle': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
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
  // lost property (003E-038…046): every hand it goes through signs for itself
  'lost.view': { roles: [...readers, 'GENERAL_AFFAIRS', 'OWNER'] },
  'lost.register': { roles: [...counter, 'RECEPTION'], coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'lost.addPhotos': { roles: [...counter, 'RECEPTION'] },
  'lost.putIntoSafe': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'lost.countSafe': { roles: counter },
  'lost.takeIntoCustody': { roles: counter },
  'lost.transfer': { roles: counter, coSign: { kind: 'ON_SPOT', roles: ['GENERAL_AFFAIRS'] } },
  'lost.reveal': { roles: [...counter, 'GENERAL_AFFAIRS'] },
  'lost.contact': { roles: [...counter, 'GENERAL_AFFAIRS'] },
  'lost.claim': { roles: [...counter, 'GENERAL_AFFAIRS'], coSign: { kind: 'ON_SPOT', roles: leads } },
  'lost.revealClaimant': { roles: leads },
  'lost.liftBar': { roles: [...counter, 'GENERAL_AFFAIRS'], coSign: { kind: 'ON_SPOT', roles: leads } },
  'lost.handToPolice': { roles: [...counter, 'GENERAL_AFFAIRS'], coSign: { kind: 'ON_SPOT', roles: leads } },
  'lost.dispose': { roles: [...counter, 'GENERAL_AFFAIRS'], coSign: { kind: 'ON_SPOT', roles: leads } },
  'lost.withdraw': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'lost.enquire': { roles: [...counter, 'RECEPTION', 'GENERAL_AFFAIRS'] },
  'lost.report': { roles: [...leads, 'OPERATIONS_GENERAL_MANAGER', 'FINANCE', 'GENERAL_AFFAIRS', 'OWNER'] },
  'lost.export': { roles: [...leads, 'GENERAL_AFFAIRS', 'OWNER'] },
  // rooms and reservations (003E-017, 081)
  'rooms.view': { roles: [...readers, 'USHER', 'FLOOR_STAFF', 'AV_OPERATOR', 'OWNER'] },
  'rooms.hold': { roles: [...counter, 'RECEPTION'] },
  'rooms.manage': { roles: [...managers, 'OWNER'] },
  // birthdays (003E-011…033): every step has its role, every gift two signatures
  'birthdays.view': { roles: [...readers, 'USHER', 'FLOOR_STAFF', 'OWNER'] },
  'birthdays.updateRoster': { roles: counter },
  'birthdays.confirmRoster': { roles: managers },
  'birthdays.decideTwin': { roles: managers },
  'birthdays.call': { roles: counter },
  'birthdays.reveal': { roles: counter },
  'birthdays.greet': { roles: counter },
  'birthdays.confirmDaySheet': { roles: leads },
  'birthdays.checkPapers': { roles: [...counter, 'RECEPTION'] },
  'birthdays.exempt': { roles: [...counter, 'RECEPTION'], coSign: { kind: 'REMOTE', roles: managers } },
  'birthdays.confirmVisit': { roles: [...counter, 'RECEPTION'] },
  'birthdays.usher': { roles: [...leads, 'RECEPTION', 'USHER'] },
  'birthdays.machineOn': { roles: [...counter, 'RECEPTION'] },
  'birthdays.av': { roles: [...leads, 'AV_OPERATOR'] },
  'birthdays.area': { roles: [...leads, 'TEAM_LEAD', 'FLOOR_STAFF'] },
  'birthdays.printSlip': { roles: counter },
  'birthdays.giveGift': { roles: leads },
  'birthdays.signSlip': { roles: [...counter, 'TEAM_LEAD', 'FLOOR_STAFF'] },
  // whoever is no manager draws only with a dated delegation (代领); checked by the act itself
  'birthdays.drawGifts': { roles: counter, coSign: { kind: 'ON_SPOT', roles: ['FINANCE'] } },
  'birthdays.returnGifts': { roles: leads, coSign: { kind: 'ON_SPOT', roles: ['FINANCE'] } },
  'birthdays.destroyGifts': { roles: leads, coSign: { kind: 'ON_SPOT', roles: [...leads, 'FINANCE'] } },
  'birthdays.writeOffGifts': { roles: leads, coSign: { kind: 'ON_SPOT', roles: ['FINANCE'] } },
  'birthdays.viewStock': { roles: [...leads, 'FINANCE', 'OPERATIONS_GENERAL_MANAGER', 'OWNER'] },
  'birthdays.manageGifts': { roles: [...managers, 'FINANCE'] },
  'birthdays.reconcile': { roles: managers, coSign: { kind: 'ON_SPOT', roles: ['FINANCE'] } },
  // full names, phones and card numbers on paper for Finance's file
  'birthdays.printRegister': { roles: [...leads, 'FINANCE'] },
  'birthdays.exportSheet': { roles: [...managers, 'FINANCE'] },
  // files in, paper out, machines
  'imports.view': { roles: [...managers, 'FINANCE', 'OWNER'] },
  'imports.run': { roles: [...managers, 'OWNER'] },
  'imports.signOpening': { roles: ['FINANCE'] },
  'documents.view': { roles: readers },
  'documents.print': { roles: counter },
  'documents.reprint': { roles: counter },
  'printers.manage': { roles: administrators },
  'devices.manage': { roles: administrators },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof permissions;

export function ruleOf(permission: Permission): PermissionRule {
  return permissions[permission];
}

/** Whether somebody with these roles may do an act; an act that is not in the table may nobody. */
export function mayDo(roles: readonly Role[], permission: string): boolean {
  return isPermission(permission) && ruleOf(permission).roles.some((role) => roles.includes(role));
}

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissions, text);
}
