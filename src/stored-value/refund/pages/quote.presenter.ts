import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { MemberStrips } from '../../../members/member-strip.js';
import { maskCardNo } from '../../../members/rules/masks.js';
import { ID_DOCUMENT_TYPES } from '../../../members/rules/id-document.js';
import { Reader } from '../../../platform/database/reader.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import type { Locale } from '../../../platform/i18n/locale.js';
import { dateTime, money } from '../../../platform/views/format.js';
import type { FormModel } from '../../../platform/views/form-model.js';
import type { DeskContext } from '../../../staff/desk-context.js';
import { mayDo } from '../../../staff/permissions.js';
import { AUTHORITIES, RECEIVERS } from '../refund-input.js';
import type { HeldLot } from '../refund-lots.js';
import type { RefundPlan, RefundWish } from '../refund-plans.js';
import { REFUND_CAUSES } from '../rules/refund-basis.js';
import type { LotQuote } from '../rules/refund-quote.js';
import { PAY_CHOICES } from '../typed-wish.js';

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;
type Typed = Partial<Pick<FormModel, 'values' | 'errors'>>;

/** 退卡试算: every line of the calculation, what belongs to it, and the form that asks for it. */
@Injectable()
export class QuotePresenter {
  constructor(
    private readonly strips: MemberStrips,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async page(desk: DeskContext, plan: RefundPlan, wish: RefundWish, typed: Typed = {}): Promise<object> {
    const say = this.sayer(desk.locale);
    return {
      ...this.frame(desk.locale, plan.membershipId, wish, typed),
      member: await this.strips.strip(this.reader, plan.holder, desk.locale),
      lots: plan.lots.map((lot) => this.lot(say, lot, plan, wish)),
      totals: this.totals(say, plan, wish),
      pays: { label: say('pays'), value: money(plan.payFen) },
      ways: plan.lines.map(({ way, amountFen }) => ({ label: say(`way.${way}`), value: money(amountFen) })),
      came: plan.cameWith.map(({ toTier, cardNo, stands }) => ({
        label: this.i18n.t(desk.locale, `members.tier.${toTier}`),
        value: cardNo === null ? '' : maskCardNo(cardNo),
        note: say(stands ? 'tierStands' : 'tierGone'),
      })),
      invoiced: plan.invoiced.length === 0 ? undefined : say('invoiced', { count: plan.invoiced.length }),
      request: mayDo(desk.person.roles, 'refunds.request') ? this.request(say, plan, wish, typed) : undefined,
      receivers: RECEIVERS.map((value) => ({ value, label: say(`receiver.${value}`) })),
      authorities: AUTHORITIES.map((value) => ({ value, label: say(`authority.${value}`) })),
      documents: ID_DOCUMENT_TYPES.filter((type) => type !== 'STUDENT_ID').map((value) => ({
        value,
        label: this.i18n.t(desk.locale, `members.document.${value}`),
      })),
      empties: plan.empties,
      hasTier: plan.cameWith.some(({ stands }) => stands),
    };
  }

  /** The page where nothing can be worked out: why, and the conditions to change. */
  refused(locale: Locale, membershipId: string, wish: RefundWish, why: string): object {
    const model = this.frame(locale, membershipId, wish, { errors: { '': why } });
    return { ...model, why, lots: [] };
  }

  private frame(locale: Locale, membershipId: string, wish: RefundWish, { values, errors = {} }: Typed): object {
    const say = this.sayer(locale);
    const options = (name: string, all: readonly string[]) =>
      all.map((value) => ({ value, label: say(`${name}.${value}`) }));
    const now: Record<string, string> = {
      cause: wish.cause,
      choice: wish.choice,
      rescindedOn: wish.rescindedOn,
      planFrom: wish.planFrom ?? '',
      planTo: wish.planTo ?? '',
      giftOffset: wish.giftOffsetFen === 0 ? '' : money(wish.giftOffsetFen),
    };
    for (const lotId of wish.lotIds) now[`lot.${lotId}`] = '1';
    return {
      back: `/members/${membershipId}`,
      badges: [{ text: say('notInForce'), tone: 'warn', icon: 'info' }],
      conditions: { action: `/refunds/members/${membershipId}`, requestKey: '', values: { ...now, ...values }, errors },
      causes: options('cause', REFUND_CAUSES),
      choices: options('choice', PAY_CHOICES),
      byTime: wish.cause === 'TIME',
      why: undefined,
    };
  }

  private lot(say: Say, lot: HeldLot, { quote }: RefundPlan, wish: RefundWish): object {
    const told = quote.lots.find(({ lotId }) => lotId === lot.lotId);
    return {
      name: `lot.${lot.lotId}`,
      label: `${lot.documentNo} · ${dateTime(lot.paidAt)}`,
      chosen: wish.lotIds.length === 0 || wish.lotIds.includes(lot.lotId),
      href: `/documents/${lot.documentId}`,
      documentNo: lot.documentNo,
      lines: told ? this.lines(say, lot, told) : [],
      result: told && { label: say('lotRefund'), value: money(told.refundFen) },
      opens: say('spends', { count: lot.spends.length }),
      columns: [
        { label: say('column.date') },
        { label: say('column.slip') },
        { label: say('column.list'), align: 'end' },
        { label: say('column.charged'), align: 'end' },
        { label: say('column.principal'), align: 'end' },
      ],
      rows: lot.spends.map((spend) => ({
        cells: [
          { text: spend.businessDate },
          { text: spend.slipNo },
          { text: money(spend.listFen) },
          { text: money(spend.chargedFen) },
          { text: money(spend.principalFen) },
        ],
      })),
    };
  }

  private lines(say: Say, lot: HeldLot, told: LotQuote): object[] {
    const price = told.price === null ? undefined : say(`price.${told.price}`);
    const rate = say('rate', { kind: say(`rateKind.${told.rateKind}`), rate: (told.rate / 100).toFixed(2) });
    const { agreed = '', tierCause = '' } = lot.terms;
    return [
      ...(agreed === '' ? [] : [{ label: say('agreed'), value: agreed, note: undefined }]),
      ...(tierCause === '' ? [] : [{ label: say('tierCause'), value: tierCause, note: undefined }]),
      {
        label: say('sold'),
        value: money(lot.soldPrincipalFen),
        note: say('soldBonus', { bonus: money(lot.soldBonusFen) }),
      },
      { label: say('basisLabel'), value: say(`basis.${told.basis}`), note: undefined },
      { label: say('used'), value: money(0 - told.usedFen), note: price },
      {
        label: say('left'),
        value: money(lot.principalLeftFen),
        note: say('soldBonus', { bonus: money(lot.bonusLeftFen) }),
      },
      {
        label: say('residue'),
        value: money(told.residueFen),
        note: told.residueFen > 0 ? say('residueNote') : undefined,
      },
      { label: say('bonusGone'), value: money(told.bonusCancelledFen + told.bonusResidueFen), note: undefined },
      { label: say('interest'), value: rate, note: undefined },
    ];
  }

  private totals(say: Say, { quote }: RefundPlan, { giftOffsetFen }: RefundWish): object[] {
    const gift = { label: say('giftOffset'), value: money(0 - giftOffsetFen), tone: 'bad' };
    return [
      { label: say('refund'), value: money(quote.refundFen) },
      { label: say('fee'), value: money(0) },
      ...(giftOffsetFen > 0 ? [gift] : []),
      { label: say('residue'), value: money(quote.residueFen), note: say('account') },
      { label: say('bonusGone'), value: money(quote.bonusCancelledFen + quote.bonusResidueFen) },
    ];
  }

  private request(say: Say, plan: RefundPlan, wish: RefundWish, { values, errors }: Typed): object {
    const { membershipId, quote, payFen, lots } = plan;
    const hidden = {
      cause: wish.cause,
      choice: wish.choice,
      rescindedOn: wish.rescindedOn,
      planFrom: wish.planFrom ?? '',
      planTo: wish.planTo ?? '',
      giftOffset: wish.giftOffsetFen === 0 ? '' : money(wish.giftOffsetFen),
      lots: lots.map(({ lotId }) => lotId).join(','),
      shownPayFen: String(payFen),
      shownResidueFen: String(quote.residueFen),
    };
    const preset = { receiver: 'HOLDER', idType: 'RESIDENT_ID', endsCard: plan.empties ? '1' : '', takesTierBack: '1' };
    return {
      form: {
        action: `/refunds/members/${membershipId}`,
        requestKey: uuidv7(),
        values: { ...preset, ...values },
        errors: errors ?? {},
      },
      hidden: Object.entries(hidden).map(([name, value]) => ({ name, value })),
      needsAccount: plan.lines.some(({ way }) => way === 'BANK_ACCOUNT'),
      needsReason: wish.choice !== 'ORIGINAL',
      hasGift: wish.giftOffsetFen > 0,
      label: say('send', { amount: money(payFen) }),
    };
  }

  private sayer(locale: Locale): Say {
    return (key, params) => this.i18n.t(locale, `refunds.${key}`, params);
  }
}
