import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../desk-context.js';
import type { DelegationRow } from './delegations.js';
import { DELEGABLE_ROLES } from './rules/delegation-term.js';

type TermState = 'active' | 'future' | 'expired' | 'ended';

const tones: Readonly<Record<TermState, Tone>> = { active: 'ok', future: 'info', expired: 'plain', ended: 'plain' };

/** Who stands in for whom, in words, and the form for one more. */
@Injectable()
export class DelegationPresenter {
  constructor(private readonly i18n: I18n) {}

  page(
    { locale }: DeskContext,
    rows: readonly DelegationRow[],
    today: string,
    requestKey: string,
    typed: Partial<FormModel> = {},
  ): object {
    const t = (key: string): string => this.i18n.t(locale, key);
    const values = { role: DELEGABLE_ROLES[0], fromDate: today, toDate: today };
    return {
      form: { ...emptyForm('/staff/delegations', requestKey, values), ...typed },
      roles: DELEGABLE_ROLES.map((role) => ({ value: role, label: t(`staff.role.${role}`) })),
      rows: rows.map((row) => {
        const state = stateOf(row, today);
        return {
          who: `${row.staffName} ${row.staffNo}`,
          role: t(`staff.role.${row.role}`),
          term: row.fromDate === row.toDate ? row.fromDate : `${row.fromDate} – ${row.toDate}`,
          reason: row.reason,
          by: row.createdByName,
          badge: { text: t(`approvals.delegation.${state}`), tone: tones[state] },
          end:
            state === 'active' || state === 'future'
              ? emptyForm(`/staff/delegations/${row.id}/end`, requestKey)
              : undefined,
        };
      }),
    };
  }
}

function stateOf({ fromDate, toDate, endedAt }: DelegationRow, today: string): TermState {
  if (endedAt !== null) return 'ended';
  if (toDate < today) return 'expired';
  return fromDate > today ? 'future' : 'active';
}
