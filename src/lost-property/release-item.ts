import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { maskIdNumber, maskName, maskPhone } from '../members/rules/masks.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { signaturePicture } from '../platform/printing/signature-picture.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { Additions } from './additions.js';
import { Claims } from './claims.js';
import { readRelease, type ReleaseForm, type ReleaseInput } from './claim-form.js';
import { GuessBar } from './guess-bar.js';
import { assertClaimable, GONE } from './holding.js';
import { LostCommands } from './lost-commands.js';
import { type ItemRow, LostItems } from './lost-items.js';
import { LostPapers, type PaperLine } from './lost-papers.js';
import { Matches } from './matches.js';
import { Reveals } from './reveals.js';
import { sameAnswer } from './rules/lost-match.js';

export type Released = { itemId: string; claimId: string; documentId: string; number: string };
type WrongAnswer = { wrong: true };

/** 003E-043, 045, 046: given out in the duty supervisor's presence, against document, phone and signature. */
@Injectable()
export class ReleaseItem {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
    private readonly claims: Claims,
    private readonly reveals: Reveals,
    private readonly bar: GuessBar,
    private readonly matches: Matches,
    private readonly coSigner: OnSpotCoSigner,
    private readonly documents: DocumentsService,
    private readonly papers: LostPapers,
    private readonly additions: Additions,
    private readonly staff: StaffQueries,
    private readonly vault: PersonVault,
  ) {}

  /**
   * Gives the thing out and ends every other claim for it. Throws what `readRelease` throws, `lost.claim.answer`, `lost.claim.barred` after three wrong ones, `lost.claim.others` when
   * somebody else waits and no reason is given, `lost.claim.over`, `lost.claim.holder`, `lost.item.transition`, PIN refusals.
   */
  async release(
    desk: DeskContext,
    requestKey: string,
    claimId: string,
    input: ReleaseInput,
    supervisor: TypedCoSign,
  ): Promise<Outcome<Released>> {
    const form = readRelease(input, this.commands.dateOf(desk));
    const signature = await signaturePicture(form.claimant.signature);
    const signer = await this.coSigner.verify(desk, 'lost.claim', supervisor);
    const command = this.commands.of(desk, 'lost.claim', requestKey, { claimId, ...input }, [signer]);
    const outcome = await this.uow.run<Released | WrongAnswer>(command, async (tx) => {
      const claim = await this.claims.open(tx, desk, claimId);
      const item = await this.items.ofStore(tx, desk.store.id, claim.itemId);
      assertClaimable(desk, item);
      await this.reveals.assertOpen(tx, desk, item.id);
      await this.bar.assertOpen(tx, item.id);
      if (!(await this.answers(tx, item, form.answer))) {
        await this.bar.countWrong(tx, item.id);
        return { wrong: true };
      }
      const others = await this.claims.others(tx, claim);
      if (others.length > 0 && form.reason === '')
        throw new DomainError('lost.claim.others', { count: others.length }, 'reason');
      const paper = await this.receipt(tx, desk, item, claimId, { ...form, signature, supervisorId: signer.staffId });
      const mailed = form.way === 'MAIL';
      const step = { documentId: paper.id, coSignerId: signer.staffId };
      await this.items.move(tx, item, mailed ? 'mail' : 'claim', step, GONE);
      await this.matches.settle(tx, item.id, form.claimant.phone);
      await this.endAll(tx, claimId, others, form, { documentId: paper.id, supervisorId: signer.staffId });
      return { claimId, itemId: item.id, documentId: paper.id, number: paper.number };
    });
    const { result } = outcome;
    // Thrown only here: inside the unit it would undo the count of wrong answers.
    if ('wrong' in result) throw new DomainError('lost.claim.answer', {}, 'answer');
    return { ...outcome, result };
  }

  /** The private question is asked for a reason: without its answer nothing is given out. */
  private async answers(tx: Tx, item: ItemRow, given: string): Promise<boolean> {
    const kept = await this.additions.answer(tx, item);
    if (kept !== null && given === '') throw new DomainError('lost.claim.answer', {}, 'answer');
    return kept === null || sameAnswer(given, kept);
  }

  private async endAll(
    tx: Tx,
    claimId: string,
    others: readonly string[],
    form: ReleaseForm,
    by: { documentId: string; supervisorId: string },
  ): Promise<void> {
    const { way, courier, claimant, reason } = form;
    await this.claims.end(tx, claimId, {
      ...by,
      way,
      outcome: 'RELEASED',
      reason: reason === '' ? null : reason,
      sealedClaimant: await this.vault.seal(tx, claimId, 'lost_claim.claimant', JSON.stringify(claimant)),
      courierFen: courier?.costFen ?? null,
      courierPaidBy: courier?.paidBy ?? null,
    });
    for (const other of others)
      await this.claims.end(tx, other, { outcome: 'GIVEN_TO_OTHER', reason, supervisorId: by.supervisorId });
  }

  /** The number on it is masked 1 + 1, and the whole paper is sealed under the claimant's key. */
  private async receipt(
    tx: Tx,
    desk: DeskContext,
    item: ItemRow,
    claimId: string,
    {
      signature,
      supervisorId,
      ...form
    }: ReleaseForm & {
      readonly signature: string | null;
      readonly supervisorId: string;
    },
  ) {
    const { way } = form;
    const presentName = (await this.staff.names(tx, [supervisorId])).get(supervisorId) ?? '';
    const lines = this.linesOf(desk, form, presentName);
    return this.documents.create(tx, {
      kind: 'lost-claim',
      prefix: 'RL',
      copies: this.papers.copies(
        desk,
        { name: 'guest' },
        { name: 'file', ...(way === 'MAIL' ? { sign: 'supervisor' } : signature === null ? { sign: 'claimant' } : {}) },
      ),
      personId: claimId,
      printerId: desk.terminal?.printerId ?? null,
      compose: this.papers.claim(desk, way === 'MAIL' ? 'mailTitle' : 'claimTitle', item, lines, signature),
    });
  }

  /** 003E-043, 045: how and by whom it was fetched, on what document, for whom, before which supervisor. */
  private linesOf(desk: DeskContext, { way, claimant, courier }: ReleaseForm, presentName: string): PaperLine[] {
    const { name, phone, idType, idNumber, ownerName = '', ownerId = '', callRecord } = claimant;
    const say = (key: string) => this.papers.say(desk, key);
    const line = (key: string, value: string | null) => (value ? [{ key, value }] : []);
    return [
      ...line('claim.way', say(`claim.ways.${way}`)),
      ...line('paper.claimant', `${maskName(name)} ${maskPhone(phone)}`),
      ...line('claim.idType', idType && say(`idTypes.${idType}`)),
      ...line('idNumber', idNumber && maskIdNumber(idNumber)),
      ...line('ownerName', maskName(ownerName)),
      ...line('ownerId', maskIdNumber(ownerId)),
      ...line('claim.letter', ownerName && say('claim.seen')),
      ...line('callRecord', callRecord),
      ...line('courierNo', courier && `${courier.no} ¥${this.papers.yuan(courier.costFen)}`),
      ...line('paper.present', presentName),
    ];
  }
}
