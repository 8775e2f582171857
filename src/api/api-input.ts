import { z } from 'zod';
import { DomainError } from '../kernel/domain-error.js';
import { MAX_AMOUNT_FEN } from '../kernel/money.js';
import { LINE_KINDS } from '../slips/rules/slip-figures.js';
import { MONEY_TENDERS, TENDER_KINDS } from '../venue/rules/tender-kinds.js';

const fen = z.int().min(0).max(MAX_AMOUNT_FEN);
const number = z.string().min(1).max(40);
const tender = z.strictObject({ kind: z.enum(TENDER_KINDS), amountFen: fen });
/** Bonus money is a part of what stored value paid, and of nothing else. */
const slipTender = tender.extend({ bonusFen: fen.optional() }).refine(fitsBonus, { path: ['bonusFen'] });

function fitsBonus({ kind, amountFen, bonusFen }: z.infer<typeof tender> & { bonusFen?: number | undefined }): boolean {
  return bonusFen === undefined || (kind === 'STORED_VALUE' && bonusFen <= amountFen);
}

export const slipInput = z.strictObject({
  slipNo: number,
  roomNo: z.string().min(1).max(20),
  visitNo: z.string().max(40).nullish(),
  settledAt: z.iso.datetime({ offset: true }).nullable(),
  lines: z.array(z.strictObject({ kind: z.enum(LINE_KINDS), listFen: fen, chargedFen: fen })).max(300),
  tenders: z.array(slipTender).max(30),
});
export type SlipInput = z.infer<typeof slipInput>;

export const refundInput = z.strictObject({ refundNo: number, tenders: z.array(tender).min(1).max(30) });

export const creditInput = z.strictObject({ slipNo: number });

/** What the card pays, and the same consumption before discount. */
export const spendInput = z.strictObject({ slipNo: number, amountFen: fen.min(1), listFen: fen.min(1) });

export const topUpInput = z.strictObject({
  principalFen: fen.min(1),
  tenders: z
    .array(z.strictObject({ kind: z.enum(MONEY_TENDERS), amountFen: fen.min(1) }))
    .min(1)
    .max(5),
});

export const redemptionInput = z.strictObject({
  itemCode: number.refine((code) => !code.includes('\0')),
  quantity: z.int().min(1).max(999),
});

const paging = {
  cursor: z.string().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const pageInput = z.object(paging);
export const searchInput = z.object({ q: z.string().trim().min(1).max(64), ...paging });

/** Reads a body or a query as `openapi.yaml` describes it. Throws `api.invalid {field}`, e.g. `lines.0.chargedFen`. */
export function readInput<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  throw new DomainError('api.invalid', { field: [...(issue?.path ?? []), ...extra].join('.') || 'body' });
}
