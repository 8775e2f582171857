import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { MemberStrip } from '../../../members/member-strip.js';
import { maskCardNo } from '../../../members/rules/masks.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import type { Locale } from '../../../platform/i18n/locale.js';
import { dateTime, money } from '../../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../../platform/views/form-model.js';
import type { Tone } from '../../../platform/views/layout-model.js';
import type { DeskContext } from '../../../staff/desk-context.js';
import { mayDo } from '../../../staff/permissions.js';
import { PAY_WAYS } from '../../refund/rules/pay-routes.js';
import type { DisputeDetails } from '../disputes.js';
import type { DisputeRow, StoppedRow, DisputeStepRow } from '../disputes.queries.js';
import { DISPUTE_ACTIONS, type DisputeState } from '../rules/dispute-life.js';

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

interface Shown {
  readonly dispute: DisputeRow;
  readonly details: DisputeDetails | null;
  readonly revealed: boolean;
  readonly steps: readonly DisputeStepRow[];
  readonly member: MemberStrip;
  readonly form: FormModel;
}

export const DISPUTE_TONES: Readonly<Record<DisputeState, Tone>> = {
  OPEN: 'bad',
  IN_HAND: 'warn',
  FOUND: 'ok',
  MADE_GOOD: 'ok',
  NOT_RECEIVED: 'plain',
};

/** The pages of disputed top-ups. */
@Injectable()
export class DisputesPresenter {
  constructor(private readonly i18n: I18n) {}

  report(locale: Locale, form: FormModel, member: MemberStrip): object {
    const say = this.sayer(locale);
    return { form, member, back: member.href, ways: PAY_WAYS.map((value) => ({ value, label: say(`way.${value}`) })) };
  }

  list(
    desk: DeskContext,
    open: readonly DisputeRow[],
    latest: readonly DisputeRow[],
    odd: readonly StoppedRow[],
  ): object {
    const say = this.sayer(desk.locale);
    const row = (dispute: DisputeRow) => ({
      cells: [
        { text: dateTime(dispute.at), href: `/disputes/${dispute.id}` },
        { text: say(`way.${dispute.payWay}`) },
        { text: money(dispute.amountFen) },
        { text: '', badge: { text: say(`state.${dispute.state}`), tone: DISPUTE_TONES[dispute.state] } },
      ],
    });
    return {
      columns: [
        { label: say('column.at') },
        { label: say('payWay') },
        { label: say('amount'), align: 'end' },
        { label: say('column.state') },
      ],
      open: open.map(row),
      latest: latest.map(row),
      odd: {
        columns: [{ label: say('column.card') }, { label: say('column.since') }],
        rows: odd.map(({ membershipId, cardNo, since }) => ({
          cells: [{ text: maskCardNo(cardNo), href: `/cards/of/${membershipId}` }, { text: dateTime(since) }],
        })),
      },
      check: mayDo(desk.person.roles, 'disputes.checkBalances') ? emptyForm('/disputes/balances', uuidv7()) : undefined,
    };
  }

  show(desk: DeskContext, { dispute, details, revealed, steps, member, form }: Shown): object {
    const say = this.sayer(desk.locale);
    const open = dispute.state === 'OPEN' || dispute.state === 'IN_HAND';
    const may = (permission: string) => mayDo(desk.person.roles, permission);
    return {
      member,
      back: '/disputes',
      title: say('one', { amount: money(dispute.amountFen) }),
      badges: [{ text: say(`state.${dispute.state}`), tone: DISPUTE_TONES[dispute.state] }],
      facts: [
        { label: say('payWay'), value: say(`way.${dispute.payWay}`) },
        { label: say('amount'), value: money(dispute.amountFen) },
        { label: say('paidAt'), value: dateTime(dispute.paidAt) },
        ...this.details(say, details, revealed),
        { label: say('froze'), value: say(dispute.froze === 1 ? 'yes' : 'no') },
        { label: say('due'), value: dateTime(dispute.dueAt) },
      ],
      reveal:
        !revealed && details !== null && may('disputes.reveal')
          ? emptyForm(`/disputes/${dispute.id}/details`, uuidv7())
          : undefined,
      form: open && may('disputes.answer') ? form : undefined,
      actions: DISPUTE_ACTIONS.map((value) => ({ value, label: say(`action.${value}`) })),
      events: steps.map((step) => ({
        time: dateTime(step.at),
        title: say(`action.${step.action}`),
        note: [step.note ?? '', step.documentNo ?? ''].filter((text) => text !== '').join(' · '),
        who: step.byName ?? undefined,
        tone: undefined,
        icon: undefined,
        action: undefined,
      })),
    };
  }

  private details(say: Say, details: DisputeDetails | null, revealed: boolean): { label: string; value: string }[] {
    if (details === null) return [];
    const shown = (text: string) => (text === '' ? '—' : revealed ? text : '****');
    return [
      { label: say('voucher'), value: shown(details.voucher) },
      { label: say('account'), value: shown(details.account) },
      { label: say('phone'), value: shown(details.phone) },
      { label: say('story'), value: shown(details.story) },
    ];
  }

  private sayer(locale: Locale): Say {
    return (key, params) => this.i18n.t(locale, `disputes.${key}`, params);
  }
}
