import { counter, leads, managers, readers, type PermissionRule } from './permission-rule.js';

/** Members and the life of their cards. */
export const members = {
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
  'members.erase': { roles: managers, coSign: { kind: 'ON_SPOT', roles: leads } },
  'members.statement': { roles: [...counter, 'FINANCE'] },
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
  'cards.sellUnit': { roles: counter },
  'cards.undoUnit': { roles: counter, coSign: { kind: 'ON_SPOT', roles: leads } },
  'cards.activate': { roles: counter },
  'cards.takeBack': { roles: counter },
  'cards.transfer': { roles: counter, coSign: { kind: 'REMOTE', roles: leads } },
  'cards.renew': { roles: counter },
  'cards.close': { roles: counter, coSign: { kind: 'BEFORE_HANDOVER', roles: leads } },
  'cards.handOver': { roles: counter },
  'cards.lowerTier': { roles: managers },
} as const satisfies Record<string, PermissionRule>;
