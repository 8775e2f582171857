import { DomainError } from '../../kernel/domain-error.js';
import { stripInvisible, toHalfWidth } from '../../kernel/text.js';
import type { Policy } from './policy-schema.js';

/** What a charter must say (北京市单用途预付卡管理条例 13; facts §1.3). */
export const CHARTER_ITEMS = [
  'parties',
  'payment',
  'content',
  'term',
  'risk',
  'bonus',
  'change',
  'refund',
  'loss',
  'records',
  'liability',
  'disputes',
] as const;
export type CharterItem = (typeof CHARTER_ITEMS)[number];

/** Words by which an item is recognised: every group must be met by one of its words. */
const ITEM_WORDS: Readonly<Record<CharterItem, readonly RegExp[]>> = {
  parties: [/电话|联系方式|phone/i, /经营者|本店|公司|会员中心|KTV|venue/i],
  payment: [/收款|付款|支付|缴纳|收取|\bpaid\b|payment/i],
  content: [/扣费|扣款|计费|结算|优惠价|服务内容|deduct|charged/i],
  term: [/期限|有效期|长期有效|租赁|经营场所|expir|\bterm\b|premises/i],
  risk: [/风险|\brisks?\b/i],
  bonus: [/赠送|bonus/i],
  change: [/变更|调整|change/i, /中止|终止|停业|suspen|close|\bends?\b/i],
  refund: [/退卡|退款|refund/i],
  loss: [/挂失|lost/i, /补办|补卡|replace/i, /转让|transfer/i],
  records: [/查询|records/i],
  liability: [/违约|责任|liab/i],
  disputes: [/争议|投诉|12315|dispute/i],
};

export function wordsOf(item: CharterItem): readonly RegExp[] {
  return ITEM_WORDS[item];
}

/** Clauses that are void and harm who relies on them (法释〔2025〕4号 9, 北京 15). */
export const VOID_CLAUSES = [
  'noRefund',
  'noReplacement',
  'expiresWithValue',
  'lastWord',
  'noTransfer',
  'oneSided',
  'noLiability',
  'farCourt',
] as const;
export type VoidClause = (typeof VOID_CLAUSES)[number];

/** What stands between two words of one sentence; numbers of clauses end it too. */
const GAP = '[^。;:、.!?]';
/** What nobody paid for, or what was used up: not to give it back is no harm. */
const NOT_PAID =
  '(?:赠(?:送|予)?|积分|礼品|券|证|已(?:消费|使用|兑换))的?(?:金额?|余额|款项?|部分|礼品|费用|服务)?(?:有效)?(?:概|一律|一概|均|也|则|将)?';
const REFUSE = '(?:概|恕|一律|一概|均)?不(?:予以?|再|得|可以?|能|会|支持|接受|办理|提供|给予?)?';

const CLAUSE_WORDS: Readonly<Record<VoidClause, RegExp>> = {
  noRefund: new RegExp(
    `(?<!${NOT_PAID})${REFUSE}(?:以任何理由)?(?:申请|要求)?退(?!出|现金|[款卡费还]?的)(?:不换|[款卡费还换])?`,
  ),
  noReplacement: new RegExp(
    `(?<!不记名[^。;]{0,16})${REFUSE}补(?:办|卡(?!费))|(?:遗失|丢失|挂失|损坏)(?:后|者|卡片?|,){0,2}不(?:予|再)?补(?!积分)`,
  ),
  expiresWithValue: new RegExp(
    `(?<!${NOT_PAID})(?:过期|逾期|到期|期满|届满)(?!的?(?:积分|赠|券))(?:(?!不)${GAP}){0,6}(?:作废|清零|归零|失效|不退(?![款卡费还]?的)|没收|归(?:本店|本?公司|商家|经营者))`,
  ),
  lastWord: new RegExp(`最终解释权|解释权[归属]|(?:保留|拥有|享有)${GAP}{0,6}解释权`),
  noTransfer: new RegExp(`(?:不得|不可|不能|不予|禁止|严禁)${GAP}{0,4}转让`),
  oneSided: new RegExp(
    `(?<!(?:会员|客人|消费者|持卡人|双方)${GAP}{0,4})有权(?:(?!同意)${GAP}){0,10}(?:调整|变更|修改|更改)|可以?(?:随时|自行|单方)${GAP}{0,8}(?:调整|变更|修改|更改)|恕?不另行通知`,
  ),
  noLiability: new RegExp(
    `概不(?:负责|承担)|不承担(?:任何|一切)${GAP}{0,6}责任|不负(?:任何|一切)?责任|(?<!不可抗力${GAP}{0,10})(?<!不[能得可]?)免责`,
  ),
  farCourt: new RegExp(`(?:(?:总部|总公司)所在地|注册(?:所在)?地)${GAP}{0,8}法院|异地${GAP}{0,4}法院`),
};

export interface VoidFinding {
  readonly clause: VoidClause;
  /** The words of the text, without its blanks. */
  readonly words: string;
}

/** Clauses of the text that would be void, in the order of the list. Neither blanks nor a line's end nor wide letters hide one. */
export function voidClauses(typed: string): VoidFinding[] {
  const text = toHalfWidth(stripInvisible(typed)).replace(/\s+/g, '');
  return VOID_CLAUSES.flatMap((clause) => {
    const words = CLAUSE_WORDS[clause].exec(text)?.[0];
    return words === undefined ? [] : [{ clause, words }];
  });
}

/** @throws DomainError venue.charter.void {words} beside `text` */
export function assertNoVoidClause(text: string): void {
  const [wrong] = voidClauses(text);
  if (wrong) throw new DomainError('venue.charter.void', { words: wrong.words }, 'text');
}

/** Items nothing in the text speaks of. A word is no proof that an item is well said; its absence is proof that it is not. */
export function missingItems(text: string): CharterItem[] {
  return CHARTER_ITEMS.filter((item) => !ITEM_WORDS[item].every((words) => words.test(text)));
}

/** Figures a guest signs that are set as policy too. */
export const CHARTER_FIGURES = ['cardFee', 'replacementFee', 'vip', 'gold', 'pointsUnit', 'cap'] as const;
export type CharterFigure = (typeof CHARTER_FIGURES)[number];

const YUAN = String.raw`[^\d。\n]{0,8}(\d[\d,]*(?:\.\d{1,2})?)\s*元`;
const FIGURE_WORDS: Readonly<Record<CharterFigure, RegExp>> = {
  cardFee: new RegExp(`(?:办卡费|办理会员卡|会员卡只需)${YUAN}`),
  replacementFee: new RegExp(`补(?:卡|办)[^\\d。\\n]{0,10}${YUAN}`),
  vip: new RegExp(`储值${YUAN}[^。\\n\\d]{0,16}贵宾`),
  gold: new RegExp(`储值${YUAN}[^。\\n\\d]{0,16}金卡`),
  pointsUnit: new RegExp(`每消费${YUAN}[^。\\n]{0,4}1\\s*分`),
  cap: new RegExp(`余额[^。\\n\\d]{0,8}不超过${YUAN}`),
};

export interface FigureDifference {
  readonly figure: CharterFigure;
  readonly charterFen: number;
  readonly policyFen: number;
}

/** Figures the text names otherwise than the policy: what was signed is what is owed. */
export function differingFigures(text: string, policy: Policy): FigureDifference[] {
  const set: Readonly<Record<CharterFigure, number>> = {
    cardFee: policy.cardKinds.find(({ code }) => code === 'MEMBER')?.feeFen ?? 0,
    replacementFee: policy.cards.replacementFeeFen,
    vip: policy.cards.tiers.VIP.thresholdFen,
    gold: policy.cards.tiers.GOLD.thresholdFen,
    pointsUnit: policy.points.unitFen,
    cap: policy.storedValue.namedCapFen,
  };
  return CHARTER_FIGURES.flatMap((figure) => {
    const typed = FIGURE_WORDS[figure].exec(text)?.[1];
    if (typed === undefined) return [];
    const charterFen = Math.round(Number(typed.replaceAll(',', '')) * 100);
    return charterFen === set[figure] ? [] : [{ figure, charterFen, policyFen: set[figure] }];
  });
}
