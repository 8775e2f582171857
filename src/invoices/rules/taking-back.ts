import { type InvoiceKind, kindRule } from './invoice-kinds.js';

/** Reasons of the platform: 01 开票有误, 02 销货退回, 03 服务中止, 04 销售折让. */
export const RED_REASONS = ['01', '02', '03', '04'] as const;
export type RedReason = (typeof RED_REASONS)[number];
export const VOID_REASONS = ['WRITTEN_WRONG', 'RETURNED', 'DAMAGED'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

export interface TakeBackCase {
  readonly kind: InvoiceKind;
  /** Calendar months 'YYYY-MM' of the issue and of now. */
  readonly issuedIn: string;
  readonly now: string;
  /** All copies lie here: it never left the counter, or the guest brought it back. */
  readonly copiesBack: boolean;
}

export type TakeBackWay =
  /** 作废 on all copies, which are kept; the number stays used. */
  | 'VOID'
  /** A negative invoice against the number. */
  | 'RED'
  /** 定额 whose copies are out: there is no red form; the sheet must come back first. */
  | 'BRING_BACK';

/** How an invoice can be taken back now (facts 3.4, E6): the first allowed way of its kind. */
export function wayBack({ kind, issuedIn, now, copiesBack }: TakeBackCase): TakeBackWay {
  const rule = kindRule(kind);
  if (!rule.mayVoid) return 'RED';
  if (rule.red === 'NONE') return copiesBack ? 'VOID' : 'BRING_BACK';
  return copiesBack && issuedIn === now ? 'VOID' : 'RED';
}

export interface RedCase {
  readonly kind: InvoiceKind;
  readonly standingFen: number;
  readonly amountFen: number;
  /** A company may have used it for its own books already. */
  readonly unitBuyer: boolean;
  /** Number of the buyer's confirmation (红字信息确认单), or written proof. */
  readonly proof: string;
  readonly copiesBack: boolean;
}

/** Why a red invoice cannot be issued, as the tail of an error code; null when it can. */
export function redRefusal(red: RedCase): 'none' | 'amount' | 'tooMuch' | 'proof' | null {
  const rule = kindRule(red.kind);
  if (rule.red === 'NONE') return 'none';
  if (red.amountFen <= 0) return 'amount';
  if (red.amountFen > red.standingFen) return 'tooMuch';
  // the original comes back marked 作废 or the other side says in writing; a company confirms on the platform
  const mustProve = rule.book ? !red.copiesBack : red.unitBuyer;
  return mustProve && red.proof === '' ? 'proof' : null;
}

export function isRedReason(text: string): text is RedReason {
  return RED_REASONS.some((reason) => reason === text);
}

export function isVoidReason(text: string): text is VoidReason {
  return VOID_REASONS.some((reason) => reason === text);
}
