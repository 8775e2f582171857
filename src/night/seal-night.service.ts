import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { bagDiffers, type HandedLine, readLines } from '../shifts/rules/bag-lines.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import type { HandoverLine } from '../venue/handover-parts.js';
import { type DeskNight, type FirstBlank, SafeContents } from '../venue/safe-contents.js';
import { assertOver } from './match-night.service.js';
import { NightPapers } from './night-papers.js';
import { deskEnd, sealOf, type SealRow, stepsOf, type StepRow } from './night-rows.js';
import { stepNight } from './night-steps.js';
import { NightWitness, type TypedWitness, type Witness } from './night-witness.js';
import { readSealNumber } from './rules/seal-number.js';

export interface SealForm {
  readonly number: string;
  /** Counted contents by field name. */
  readonly typed: Readonly<Record<string, string | undefined>>;
  readonly problem: string;
  readonly guard: TypedWitness;
}

interface Laid {
  readonly known: readonly HandoverLine[];
  readonly lines: readonly HandedLine[];
  readonly blanks: readonly FirstBlank[];
  readonly problem: string;
  readonly matched: StepRow;
}

/** 封存: books, receipts and valuables go into the safe before the guard, and the seal onto it (003E-077). */
@Injectable()
export class SealNight {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly witness: NightWitness,
    private readonly safe: SafeContents,
    private readonly papers: NightPapers,
  ) {}

  /**
   * Puts the numbered seal on. The guard watches, never the one who closes (001-78). The id of the paper.
   * Throws `night.transition`, `night.notYours {clerk}`, `night.stale` when something was issued or opened after the piles
   * were signed, `night.seal.number`, `night.seal.used`, `night.contents.differ`, `night.guard.*`, `count.*`, `cosign.*`.
   */
  async seal(desk: DeskContext, requestKey: string, sealId: string, form: SealForm): Promise<string> {
    const number = readSealNumber(form.number);
    const problem = cleanText(form.problem, { max: 500, multiline: true, field: 'problem' });
    const guard = await this.witness.prove(desk, 'night.seal', form.guard);
    const input = { sealId, number, problem, typed: { ...form.typed }, guard: guard.name };
    const command = commandOfTheDay(desk, 'night.seal', requestKey, input, [guard.coSigner]);
    const { result } = await this.uow.run(command, async (tx) => {
      const seal = await sealOf(tx, desk.store.id, sealId);
      await this.assertNumberFree(tx, number);
      const { night, laid } = await this.check(tx, seal, { ...form, problem });
      const kept = await this.witness.keep(tx, guard);
      const paper = await this.paper(tx, desk, { seal, number, guard, personId: guard.badge ? kept.id : null, laid });
      const figures = {
        contents: laid.lines.map((line) => ({ ...line })),
        blanks: laid.blanks.map(({ key, number: first, labelKey, labelParams = {} }) => ({
          key,
          number: first,
          label: { key: labelKey, params: { ...labelParams } },
        })),
      };
      await stepNight(tx, seal, 'seal', {
        ...kept,
        figures,
        documentId: paper.id,
        problem: problem === '' ? null : problem,
      });
      await tx.run('UPDATE night_seal SET number = ?, sealed_at = ? WHERE id = ?', [number, tx.now, sealId]);
      await this.safe.laidIn(tx, night, guard.coSigner.staffId);
      return { documentId: paper.id };
    });
    return result.documentId;
  }

  /** Nothing moved since the piles were signed: no shift, no invoice; and whoever signed them is the one who seals. */
  private async check(
    tx: Tx,
    seal: SealRow,
    { typed, problem }: Pick<SealForm, 'typed' | 'problem'>,
  ): Promise<{ night: DeskNight; laid: Laid }> {
    if (seal.state !== 'MATCHED') throw new DomainError('night.transition', { from: seal.state, action: 'seal' });
    const matched = (await stepsOf(tx, [seal.id])).at(-1);
    if (!matched) throw new Error('a seal begins with a matching');
    if (matched.byId !== tx.command.actorId) throw new DomainError('night.notYours', { clerk: matched.byName });
    const { end, night } = await deskEnd(tx, seal);
    assertOver(end);
    const piles = await this.safe.piles(tx, night);
    if (end.lastShiftId !== seal.lastShiftId || movedSince(matched, piles)) throw new DomainError('night.stale');
    const obstacles = await this.safe.obstacles(tx, night);
    if (obstacles.length > 0) throw new DomainError('night.open', { count: obstacles.length });
    const known = await this.safe.contents(tx, night);
    const lines = readLines(known, typed);
    if (problem === '' && bagDiffers(lines, [])) throw new DomainError('night.contents.differ', {}, 'problem');
    return { night, laid: { known, lines, problem, matched, blanks: await this.safe.blanks(tx, night) } };
  }

  /** A number closes one thing, ever: no seal and no cash bag of the store had it before. */
  private async assertNumberFree(tx: Tx, number: string): Promise<void> {
    const used = await tx.one(
      'SELECT id FROM night_seal WHERE store_id = ? AND number = ? UNION ALL SELECT id FROM cash_bag WHERE store_id = ? AND number = ?',
      [tx.command.storeId, number, tx.command.storeId, number],
    );
    if (used) throw new DomainError('night.seal.used', { number }, 'number');
  }

  private paper(
    tx: Tx,
    desk: DeskContext,
    {
      seal,
      number,
      guard,
      personId,
      laid,
    }: { seal: SealRow; number: string; guard: Witness; personId: string | null; laid: Laid },
  ): Promise<{ id: string }> {
    const say = (key: string): string => this.papers.say(desk, key);
    const problems = [laid.matched.problem, laid.problem].filter((text) => text !== null && text !== '');
    return this.papers.create(tx, desk, {
      personId,
      kind: 'seal',
      lines: [
        { label: say('businessDate'), value: seal.businessDate },
        { label: say('desk'), value: seal.deskName },
        { label: say('guard'), value: guard.name },
        ...laid.blanks.map(({ labelKey, labelParams, number: first }) => ({
          label: say('firstBlank'),
          value: `${this.papers.text(desk, labelKey, labelParams)} ${first}`,
        })),
        { label: say('problem'), value: problems.length === 0 ? say('noProblem') : problems.join(' / ') },
      ],
      pieces: this.papers.counted(desk, laid.known, laid.lines),
      total: { label: say('sealNumber'), value: number },
      signers: ['closer', 'guard'],
    });
  }
}

function movedSince(matched: StepRow, piles: readonly HandoverLine[]): boolean {
  const signed: { piles: readonly HandedLine[] } = JSON.parse(matched.figures);
  const then = JSON.stringify(signed.piles.map(({ key, expected }) => [key, expected]));
  return then !== JSON.stringify(piles.map(({ key, expected }) => [key, expected]));
}
