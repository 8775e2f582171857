import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../members/rules/masks.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import { dateTime, money } from '../platform/views/format.js';
import { SlipUses } from '../slips/slip-uses.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../staff/desk-context.js';
import { CorrectTopUp } from './correct-top-up.js';
import { ReturnSpend } from './return-spend.js';
import { spendOfStore } from './spend-rows.js';

type UndoInput = { readonly spendId: string; readonly reason: string; readonly clerkName: string };
type CorrectInput = {
  readonly lotId: string;
  readonly amountFen: number;
  readonly tender: string;
  readonly reason: string;
  readonly clerkName: string;
  /** The drawer of whoever asks: the money goes through it, whichever drawer once took it. */
  readonly till: string;
};

/** A spend goes back when a lead has agreed. */
@Injectable()
export class UndoSpendAct implements ApprovableAct<UndoInput> {
  readonly kind = 'storedValue.returnSpend';

  constructor(
    private readonly returns: ReturnSpend,
    private readonly uses: SlipUses,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, { input }: ParkedAct<UndoInput>): Promise<ActDone> {
    const hand = { name: input.clerkName, printerId: null };
    const done = await this.returns.undo(tx, input.spendId, input.reason, hand);
    const params = { documentNo: done.documentNo, amount: money(done.amountFen) };
    return { href: `/spends/${input.spendId}`, summary: { key: 'value.approval.undoDone', params } };
  }

  async describe({ locale, store }: DeskContext, { input }: ParkedAct<UndoInput>): Promise<ActDocument> {
    const spend = await spendOfStore(this.reader, store.id, input.spendId);
    const say = (key: string) => this.i18n.t(locale, `value.${key}`);
    return {
      href: `/spends/${input.spendId}`,
      facts: [
        { label: say('spend.slip'), value: spend?.slipNo ?? '' },
        { label: say('card'), value: spend ? maskCardNo(spend.cardNo) : '' },
        { label: say('amount'), value: money(spend?.amountFen ?? 0), note: spend ? dateTime(spend.at) : '' },
        { label: say('reason'), value: input.reason },
        ...(spend ? await this.uses.others(locale, store.id, { kind: 'value', id: spend.slipNo }) : []),
      ],
    };
  }
}

/** A wrong top-up is put right when a lead has agreed (H15). */
@Injectable()
export class CorrectTopUpAct implements ApprovableAct<CorrectInput> {
  readonly kind = 'storedValue.correctTopUp';

  constructor(
    private readonly correcting: CorrectTopUp,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, { input }: ParkedAct<CorrectInput>): Promise<ActDone> {
    const { clerkName, till, ...wish } = input;
    const hand = { till, name: clerkName, printerId: null, via: 'COUNTER' } as const;
    const done = await this.correcting.within(tx, wish, hand);
    const params = { documentNo: done.documentNo, balance: money(done.balanceFen) };
    return { href: `/top-ups/${done.membershipId}`, summary: { key: 'value.approval.correctDone', params } };
  }

  async describe({ locale }: DeskContext, { input, storeId }: ParkedAct<CorrectInput>): Promise<ActDocument> {
    const lot = await this.reader.one<{
      documentNo: string;
      principalFen: number;
      bonusFen: number;
      membershipId: string;
    }>(
      `SELECT d.number AS document_no, l.principal_fen, l.bonus_fen, l.membership_id FROM top_up_lot l
       JOIN document d ON d.id = l.document_id WHERE l.id = ? AND l.store_id = ?`,
      [input.lotId, storeId],
    );
    const say = (key: string) => this.i18n.t(locale, `value.${key}`);
    return {
      href: `/top-ups/${lot?.membershipId ?? ''}`,
      facts: [
        { label: say('topUp.paper'), value: lot?.documentNo ?? '' },
        { label: say('correct.wrong'), value: `${money(lot?.principalFen ?? 0)} + ${money(lot?.bonusFen ?? 0)}` },
        { label: say('correct.right'), value: money(input.amountFen) },
        { label: say('reason'), value: input.reason },
      ],
    };
  }
}
