import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { money } from '../platform/views/format.js';
import { SlipClaims, usedBy } from './slip-claims.js';
import { SlipStoredValues } from './slip-stored-values.js';

/** One use of a slip, as a fact: what it is, and who, when, which. */
export interface SlipUse {
  readonly label: string;
  readonly value: string;
  /** Where it is undone. */
  readonly href?: string;
}

/** Which use is about to be undone: points by their confirmation, an invoice by its id, stored value by the slip number it paid. */
export interface UndoneUse {
  readonly kind: 'points' | 'invoice' | 'value';
  readonly id: string;
}

/** One slip, three claims: whoever undoes one is told of the others first (counter-practice §4.4). */
@Injectable()
export class SlipUses {
  constructor(
    private readonly claims: SlipClaims,
    private readonly values: SlipStoredValues,
    private readonly i18n: I18n,
    private readonly reader: Reader,
  ) {}

  /** What the slips of this use have served besides; empty when nothing else. */
  async others(locale: Locale, storeId: string, undone: UndoneUse): Promise<SlipUse[]> {
    const uses: SlipUse[] = [];
    for (const { id, slipNo } of await this.slipsOf(storeId, undone)) {
      const text = (key: string, params: Readonly<Record<string, string>>) => ({
        label: `${slipNo} · ${this.i18n.t(locale, `slips.claim.${key}`)}`,
        value: this.i18n.t(locale, SENTENCE[key] ?? 'slips.claimedBy', params),
      });
      for (const claim of await this.claims.standing(this.reader, id)) {
        if (claim.kind === undone.kind) continue;
        const page = PAGE[claim.kind];
        uses.push({ ...text(claim.kind, usedBy(claim)), ...(page ? { href: `${page}/${claim.refId}` } : {}) });
      }
      const { standingFen } = await this.values.paid(this.reader, storeId, slipNo);
      if (undone.kind !== 'value' && standingFen > 0) uses.push(text('value', { amount: money(standingFen) }));
    }
    return uses;
  }

  private slipsOf(storeId: string, { kind, id }: UndoneUse): Promise<{ id: string; slipNo: string }[]> {
    if (kind === 'value')
      return this.reader.rows('SELECT id, slip_no FROM slip WHERE store_id = ? AND slip_no = ?', [storeId, id]);
    return this.reader.rows(
      `SELECT id, slip_no FROM slip WHERE store_id = ? AND id IN (
         SELECT slip_id FROM slip_claim WHERE kind = ? AND released = '' AND (ref_id = ? OR holder_id = ?)) ORDER BY slip_no`,
      [storeId, kind, id, id],
    );
  }
}

const PAGE: Readonly<Record<string, string>> = { points: '/points/confirmations' };
const SENTENCE: Readonly<Record<string, string>> = { invoice: 'slips.invoicedBy', value: 'slips.paidByValue' };
