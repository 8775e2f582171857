import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate, daysBetween } from '../../../kernel/business-day.js';
import { maskIdNumber, maskName, maskPhone } from '../../../members/rules/masks.js';
import type { MemberStrip } from '../../../members/member-strip.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import type { Locale } from '../../../platform/i18n/locale.js';
import { dateTime, money } from '../../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../../platform/views/form-model.js';
import type { Tone } from '../../../platform/views/layout-model.js';
import type { DeskContext } from '../../../staff/desk-context.js';
import { mayDo } from '../../../staff/permissions.js';
import type { Receiver } from '../refund-input.js';
import type { LineRow, RefundLotRow, RefundRow, StepRow } from '../refunds.queries.js';
import { PAY_WAYS } from '../rules/pay-routes.js';
import type { RefundState } from '../rules/refund-life.js';
import { simpleInterestFen } from '../rules/interest.js';

export interface RefundSheet {
  readonly refund: RefundRow;
  readonly lots: readonly RefundLotRow[];
  readonly lines: readonly LineRow[];
  readonly steps: readonly StepRow[];
  readonly receiver: Receiver | null;
  readonly strip: MemberStrip;
  /** The number of the red invoice must be typed: the first one was written elsewhere. */
  readonly asksNumber: boolean;
  /** Milliseconds. */
  readonly now: number;
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;
/** A form that was refused, by its action. */
export interface Typed extends Partial<Pick<FormModel, 'values' | 'errors'>> {
  readonly action: string;
}

export const REFUND_TONES: Readonly<Record<RefundState, Tone>> = {
  AWAITING_RED: 'warn',
  PAYABLE: 'info',
  PART_PAID: 'info',
  PAID: 'ok',
  CANCELLED: 'plain',
};

/** One refund: where everything goes, what was paid, what can still be done. */
@Injectable()
export class RefundsPresenter {
  constructor(private readonly i18n: I18n) {}

  show(desk: DeskContext, sheet: RefundSheet, { revealed, typed }: { revealed: boolean; typed?: Typed }): object {
    const say = this.sayer(desk.locale);
    const { refund, lots, steps } = sheet;
    const may = (permission: string) => mayDo(desk.person.roles, permission);
    const form = (action: string) =>
      formOf(`/refunds/${refund.id}/${action}`, typed?.action === action ? typed : undefined);
    return {
      title: refund.documentNo,
      back: '/refunds',
      badges: [{ text: say(`state.${refund.state}`), tone: REFUND_TONES[refund.state] }],
      member: sheet.strip,
      documentHref: `/documents/${refund.documentId}`,
      totals: this.totals(say, refund),
      pays: { label: say('pays'), value: money(refund.refundFen - refund.giftOffsetFen) },
      lots: { columns: this.lotColumns(say), rows: lots.map((lot) => this.lotRow(say, lot)) },
      ...this.money(say, sheet, may('refunds.pay') ? form('payments') : undefined),
      waits:
        refund.state === 'AWAITING_RED'
          ? say('waits', { days: daysBetween(calendarDate(refund.at), calendarDate(sheet.now)) })
          : undefined,
      release: refund.state === 'AWAITING_RED' && may('refunds.release') ? form('release') : undefined,
      asksNumber: sheet.asksNumber,
      cancel:
        (refund.state === 'PAYABLE' || refund.state === 'AWAITING_RED') && may('refunds.cancel')
          ? form('cancellation')
          : undefined,
      receiver: this.receiver(say, sheet, revealed),
      reveal: !revealed && sheet.receiver !== null && may('refunds.reveal') ? form('receiver') : undefined,
      events: steps.map((step) => eventOf(say, step)),
    };
  }

  private money(say: Say, sheet: RefundSheet, form: FormModel | undefined): object {
    const { refund, lines } = sheet;
    const payable = refund.state === 'PAYABLE' || refund.state === 'PART_PAID';
    const due = payable ? lines.filter(({ paidAt }) => paidAt === null) : [];
    return {
      paid: lines.filter(({ paidAt }) => paidAt !== null).map((line) => this.paidLine(say, line)),
      due: form ? due.map((line) => this.dueLine(say, sheet, line, form)) : [],
      ways: PAY_WAYS.map((value) => ({ value, label: say(`way.${value}`) })),
    };
  }

  private totals(say: Say, refund: RefundRow): object[] {
    const gift = {
      label: say('giftOffset'),
      value: money(0 - refund.giftOffsetFen),
      note: refund.giftReason ?? undefined,
      tone: 'bad',
    };
    return [
      { label: say('causeLabel'), value: say(`cause.${refund.cause}`) },
      { label: say('refund'), value: money(refund.refundFen) },
      ...(refund.giftOffsetFen > 0 ? [gift] : []),
      { label: say('residue'), value: money(refund.residueFen), note: say('account') },
      { label: say('bonusGone'), value: money(refund.bonusCancelledFen + refund.bonusResidueFen) },
    ];
  }

  private lotColumns(say: Say): object[] {
    const end = (key: string) => ({ label: say(key), align: 'end' });
    return [{ label: say('column.lot') }, { label: say('basisLabel') }, end('used'), end('lotRefund'), end('residue')];
  }

  private lotRow(say: Say, lot: RefundLotRow): object {
    const rate = say('rate', { kind: say(`rateKind.${lot.rateKind}`), rate: (lot.rate / 100).toFixed(2) });
    return {
      cells: [
        { text: lot.documentNo, note: dateTime(lot.paidAt) },
        { text: say(`basis.${lot.basis}`), note: rate },
        { text: money(lot.usedFen) },
        { text: money(lot.refundFen), strong: true },
        { text: money(lot.residueFen) },
      ],
    };
  }

  private paidLine(say: Say, line: LineRow): object {
    const way = say(`way.${line.paidWay ?? line.way}`);
    return {
      time: dateTime(line.paidAt ?? 0),
      title: `${way} ${money(line.amountFen + (line.interestFen ?? 0))}`,
      note: [say('withInterest', { interest: money(line.interestFen ?? 0) }), line.reference ?? '']
        .filter(Boolean)
        .join(' · '),
      who: line.paidByName ?? undefined,
      tone: 'ok',
      icon: 'check',
      action: { label: line.paidDocumentNo ?? '', href: `/documents/${line.paidDocumentId}` },
    };
  }

  private dueLine(say: Say, { refund, now }: RefundSheet, line: LineRow, form: FormModel): object {
    const interestFen = simpleInterestFen(line.amountFen, line.rate, {
      from: refund.rescindedOn,
      to: calendarDate(now),
    });
    return {
      title: say(`way.${line.way}`),
      amount: money(line.amountFen + interestFen),
      note: say('withInterest', { interest: money(interestFen) }),
      lineId: line.id,
      form: { ...form, requestKey: uuidv7(), values: { way: line.way, ...form.values } },
      needsReference: line.way !== 'CASH',
      label: say('payLine', { amount: money(line.amountFen + interestFen) }),
    };
  }

  private receiver(say: Say, { receiver }: RefundSheet, revealed: boolean): object[] {
    if (receiver === null) return [{ label: say('receiverLabel'), value: say('erased'), note: undefined }];
    const { kind, name, idNumber, phone, bank, account, accountName, authority, authorityNo } = receiver;
    const shown = (text: string, mask: (text: string) => string) => (text === '' ? '—' : revealed ? text : mask(text));
    const row = (label: string, value: string) => ({ label, value, note: undefined });
    return [
      row(say(`receiver.${kind}`), shown(name, maskName)),
      row(say('paper.idNumber'), shown(idNumber, maskIdNumber)),
      row(say('phone'), shown(phone, maskPhone)),
      ...(authority ? [row(say(`authority.${authority}`), authorityNo)] : []),
      row(say('paper.account'), `${bank} ${shown(account, (text) => `**** ${text.slice(-4)}`)}`.trim()),
      row(say('accountName'), shown(accountName, maskName)),
    ];
  }

  private sayer(locale: Locale): Say {
    return (key, params) => this.i18n.t(locale, `refunds.${key}`, params);
  }
}

function formOf(action: string, typed?: Typed): FormModel {
  return {
    ...emptyForm(action, uuidv7()),
    ...(typed ? { values: typed.values ?? {}, errors: typed.errors ?? {} } : {}),
  };
}

function eventOf(say: Say, step: StepRow): object {
  return {
    time: dateTime(step.at),
    title: say(`action.${step.action}`),
    note: step.note ?? undefined,
    who: step.byName ?? undefined,
    tone: REFUND_TONES[step.toState],
    icon: undefined,
    action: undefined,
  };
}
