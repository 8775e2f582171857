import { administrators, counter, everyone, leads, managers, readers, type PermissionRule } from './permission-rule.js';

/** The venue and its day, people, second signatures, papers, machines. */
export const house = {
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
  // files in, paper out, machines
  'imports.view': { roles: [...managers, 'FINANCE', 'OWNER'] },
  'imports.run': { roles: [...managers, 'OWNER'] },
  'imports.signOpening': { roles: ['FINANCE'] },
  'imports.withdraw': { roles: [...managers, 'FINANCE', 'OWNER'] },
  // General Affairs has the papers of lost property alone
  'documents.view': { roles: [...readers, 'GENERAL_AFFAIRS'] },
  'documents.viewEvery': { roles: readers },
  'documents.print': { roles: [...counter, 'GENERAL_AFFAIRS'] },
  'documents.reprint': { roles: [...counter, 'GENERAL_AFFAIRS'] },
  'printers.manage': { roles: administrators },
  'devices.manage': { roles: administrators },
} as const satisfies Record<string, PermissionRule>;
