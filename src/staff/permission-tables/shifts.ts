import { counter, leads, managers, type PermissionRule } from './permission-rule.js';

/** Shifts, drawers, the night and Finance. */
export const shifts = {
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
  // what was dropped or false is taken back before whoever may see it done; 抹零 alone, as it was given
  'shifts.undoDrawerAct': { roles: counter, coSign: { kind: 'ON_SPOT', roles: [...leads, 'FINANCE'] } },
  'shifts.cut': { roles: counter },
  'shifts.takeOver': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'shifts.count': { roles: counter },
  // a difference over the tolerance is signed by the supervisor on the spot
  'shifts.sign': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'shifts.accept': { roles: counter },
  'shifts.refuse': { roles: counter },
  'shifts.sealBag': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  // a merchant copy that was missing at handover is in somebody's hand again
  'shifts.findCopy': { roles: counter },
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
  'finance.recountBag': { roles: ['FINANCE'] },
  'finance.deposit': { roles: ['FINANCE'] },
  'finance.undoDeposit': { roles: ['FINANCE'] },
} as const satisfies Record<string, PermissionRule>;
