import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { CardHolder } from '../../cards/card-lookup.js';
import { MemberStrips } from '../../members/member-strip.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { StoredDocument } from '../../platform/printing/documents.queries.js';
import { presentPaper } from '../../platform/printing/paper-view.js';
import { dateTime, money, signedPoints } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { Tone } from '../../platform/views/layout-model.js';
import { SlipUses } from '../../slips/slip-uses.js';
import { type DeskContext, handAt } from '../../staff/desk-context.js';
import type { ConfirmationRow } from '../confirmations.js';
import { mayUndoAlone } from '../rules/undo-right.js';
import type { SignatureState } from '../rules/signature-outcome.js';

export interface ConfirmationFacts {
  readonly confirmation: ConfirmationRow;
  readonly holder: CardHolder;
  readonly document: StoredDocument;
  readonly state: SignatureState;
  readonly printed: boolean;
}

export const signatureTone: Readonly<Record<SignatureState, Tone>> = {
  TO_SIGN: 'warn',
  SIGNED: 'ok',
  REFUSED: 'bad',
  LEFT: 'plain',
};

/** The page of one confirmation in the reader's words. */
@Injectable()
export class ConfirmationPresenter {
  constructor(
    private readonly strips: MemberStrips,
    private readonly uses: SlipUses,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async page(desk: DeskContext, facts: ConfirmationFacts, problem?: FormProblem): Promise<object> {
    const { confirmation, holder, document, state, printed } = facts;
    const say = (key: string, params?: Record<string, string | number>) => this.i18n.t(desk.locale, key, params);
    const base = `/points/confirmations/${confirmation.id}`;
    const alone = mayUndoAlone(confirmation, handAt(desk));
    const { undoneAt } = confirmation;
    return {
      number: confirmation.documentNo,
      badges: [{ text: say(`points.signatures.${state}`), tone: signatureTone[state], icon: undefined }],
      member: await this.strips.strip(this.reader, holder, desk.locale),
      facts: this.facts(desk, confirmation),
      balance: say('points.balance', {
        a: confirmation.balanceBefore,
        b: confirmation.points,
        c: confirmation.balanceBefore + confirmation.points,
      }),
      undone: undoneAt === null ? undefined : say('points.undo.already', { time: dateTime(undoneAt).slice(5) }),
      paper: presentPaper(document),
      print: printed ? undefined : emptyForm(`/documents/${confirmation.documentId}/prints`, uuidv7()),
      reprintHref: printed ? `/documents/${confirmation.documentId}` : undefined,
      sign: state === 'TO_SIGN' && undoneAt === null ? emptyForm(`${base}/signature`, uuidv7()) : undefined,
      others: await this.uses.others(desk.locale, desk.store.id, { kind: 'points', id: confirmation.id }),
      undo:
        undoneAt === null
          ? { ...emptyForm(`${base}/undo`, uuidv7(), problem?.values ?? {}), errors: problem?.errors ?? {} }
          : undefined,
      undoLabel: say(alone ? 'points.undo.do' : 'points.undo.send'),
      undoNote: say(alone ? 'points.undo.note' : 'points.undo.managerNote'),
      nextHref: '/points',
    };
  }

  private facts(
    { locale }: DeskContext,
    row: ConfirmationRow,
  ): { label: string; value: string; note: string | undefined }[] {
    const say = (key: string, params?: Record<string, string | number>) => this.i18n.t(locale, key, params);
    const fact = (key: string, value: string) => ({ label: say(`points.confirmation.${key}`), value, note: undefined });
    const facts = [
      fact('slip', `${row.slipNo} / ${row.roomNo}`),
      fact('base', money(row.baseFen)),
      fact('expires', row.expiresOn),
      fact('made', `${dateTime(row.at)} ${row.clerkName}`),
    ];
    if (row.lateReason !== null) facts.push(fact('late', row.lateReason));
    if (row.addedPoints !== 0) facts.push(fact('adjusted', signedPoints(row.addedPoints)));
    return facts;
  }
}
