import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DutyLog } from '../shifts/duty-log.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { SafeContents } from '../venue/safe-contents.js';
import { NightPapers } from './night-papers.js';
import { sealOf, type SealRow, stepsOf, type StepRow } from './night-rows.js';
import { stepNight } from './night-steps.js';
import { NightWitness, type TypedWitness, type Witness } from './night-witness.js';
import { misreadThings, type MorningTruth, type MorningVerdict, morningVerdict } from './rules/morning.js';

export interface MorningForm {
  readonly seal: string;
  /** First blank number of each book, by its key. */
  readonly blanks: Readonly<Record<string, string | undefined>>;
  readonly second: TypedWitness;
}

export const ALARMS = ['BROKEN', 'MISSING', 'NUMBER'] as const;
export type Alarm = (typeof ALARMS)[number];

export interface AlarmForm {
  readonly what: string;
  readonly problem: string;
  readonly second: TypedWitness;
}

/** 晨间拆封: two people read the seal and the first blank numbers, and so accept the night (counter-practice H22). */
@Injectable()
export class Morning {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly witness: NightWitness,
    private readonly safe: SafeContents,
    private readonly papers: NightPapers,
    private readonly log: DutyLog,
  ) {}

  /**
   * Opens the safe before a second person. Nobody is told what should stand there; what does not agree is looked at once
   * more without a figure, the second time it is an alarm. Every reading stays.
   * Throws `night.transition`, `night.second.closer`, `night.guard.*`, `text.required`, `cosign.*`, PIN refusals.
   */
  async accept(desk: DeskContext, requestKey: string, sealId: string, form: MorningForm): Promise<MorningVerdict> {
    const typed = this.readings(form);
    const second = await this.witness.prove(desk, 'night.accept', form.second);
    const input = { sealId, ...typed, second: second.name };
    const command = commandOfTheDay(desk, 'night.accept', requestKey, input, [second.coSigner]);
    const { result } = await this.uow.run(command, async (tx) => {
      const { seal, steps, truth } = await this.sealed(tx, sealId, second);
      const misread = misreadThings(typed, truth);
      const earlier = steps.filter(({ action }) => action === 'misread').length;
      const verdict = seal.state === 'CLEARED' ? 'ACCEPT' : morningVerdict(misread, earlier);
      const figures = { ...typed, misread };
      if (verdict === 'ACCEPT') await this.open(tx, desk, seal, second, figures);
      else if (verdict === 'ALARM')
        await this.raise(tx, desk, seal, second, { what: 'NUMBER', problem: null, figures });
      else await stepNight(tx, seal, 'misread', { ...(await this.witness.keep(tx, second)), figures });
      return { verdict };
    });
    return result.verdict;
  }

  /**
   * 报告封条异常: the seal is broken, gone or another. The manager is called; nobody opens a shift at the desk meanwhile.
   * Throws `night.alarm.what`, `text.required` on `problem`, and as `accept`.
   */
  async alarm(desk: DeskContext, requestKey: string, sealId: string, form: AlarmForm): Promise<void> {
    const what = ALARMS.find((alarm) => alarm === form.what);
    if (!what) throw new DomainError('night.alarm.what', {}, 'what');
    const problem = cleanText(form.problem, { max: 500, required: true, multiline: true, field: 'problem' });
    const second = await this.witness.prove(desk, 'night.alarm', form.second);
    const input = { sealId, what, problem, second: second.name };
    await this.uow.run(commandOfTheDay(desk, 'night.alarm', requestKey, input, [second.coSigner]), async (tx) => {
      const { seal } = await this.sealed(tx, sealId, second);
      await this.raise(tx, desk, seal, second, { what, problem, figures: {} });
      return { sealId };
    });
  }

  /** The manager has looked into it: two people may open, what they read is kept but not compared. Throws `night.transition`, `text.required` on `problem`. */
  async clear(desk: DeskContext, requestKey: string, sealId: string, typedReason: string): Promise<void> {
    const problem = cleanText(typedReason, { max: 500, required: true, multiline: true, field: 'problem' });
    await this.uow.run(commandAt(desk, 'night.clear', requestKey, { sealId, problem }), async (tx) => {
      const seal = await sealOf(tx, desk.store.id, sealId);
      await stepNight(tx, seal, 'clear', { problem });
      return { sealId };
    });
  }

  private readings({ seal, blanks }: MorningForm): { seal: string; blanks: Record<string, string> } {
    const read = (text: string | undefined, field: string): string =>
      cleanText(text ?? '', { max: 40, required: true, field });
    const entries = Object.entries(blanks).map(([key, typed]) => [key, read(typed, `blank-${key}`)]);
    return { seal: read(seal, 'seal'), blanks: Object.fromEntries(entries) };
  }

  /** The one who closed is no witness to the own seal. */
  private async sealed(
    tx: Tx,
    sealId: string,
    second: Witness,
  ): Promise<{ seal: SealRow; steps: StepRow[]; truth: MorningTruth }> {
    const seal = await sealOf(tx, tx.command.storeId, sealId);
    const steps = await stepsOf(tx, [sealId]);
    const put = steps.find(({ action }) => action === 'seal');
    if (!put || !['SEALED', 'CLEARED'].includes(seal.state))
      throw new DomainError('night.transition', { from: seal.state, action: 'accept' });
    if (second.staffId === put.byId) throw new DomainError('night.second.closer', {}, 'guardStaffNo');
    const { blanks }: Pick<MorningTruth, 'blanks'> = JSON.parse(put.figures);
    return { seal, steps, truth: { seal: seal.number ?? '', blanks } };
  }

  private async open(tx: Tx, desk: DeskContext, seal: SealRow, second: Witness, figures: Figures): Promise<void> {
    const kept = await this.witness.keep(tx, second);
    const say = (key: string): string => this.papers.say(desk, key);
    const paper = await this.papers.create(tx, desk, {
      kind: 'morning',
      personId: second.badge ? kept.id : null,
      lines: [
        { label: say('night'), value: seal.businessDate },
        { label: say('desk'), value: seal.deskName },
        { label: say('second'), value: second.name },
        ...Object.entries(figures.blanks ?? {}).map(([, number]) => ({ label: say('firstBlank'), value: number })),
        { label: say('sealState'), value: say(seal.state === 'CLEARED' ? 'sealCleared' : 'sealWhole') },
      ],
      total: { label: say('sealNumber'), value: seal.number ?? '' },
      signers: ['opener', 'second'],
    });
    await stepNight(tx, seal, 'accept', { ...kept, figures, documentId: paper.id });
    await this.end(tx, seal, second.coSigner.staffId);
  }

  private async raise(
    tx: Tx,
    desk: DeskContext,
    seal: SealRow,
    second: Witness,
    { what, problem, figures }: { what: Alarm; problem: string | null; figures: Figures },
  ): Promise<void> {
    const kept = await this.witness.keep(tx, second);
    const say = (key: string): string => this.papers.say(desk, key);
    const paper = await this.papers.create(tx, desk, {
      kind: 'alarm',
      personId: second.badge ? kept.id : null,
      lines: [
        { label: say('night'), value: seal.businessDate },
        { label: say('desk'), value: seal.deskName },
        { label: say('second'), value: second.name },
        { label: say('sealState'), value: say(`alarm.${what}`) },
        ...(problem === null ? [] : [{ label: say('problem'), value: problem }]),
      ],
      signers: ['opener', 'second'],
    });
    await stepNight(tx, seal, 'alarm', { ...kept, problem, figures: { ...figures, what }, documentId: paper.id });
    await this.log.write(tx, {
      shiftId: null,
      kind: 'INCIDENT',
      place: seal.deskName,
      text: `${say(`alarm.${what}`)} ${seal.businessDate}`,
    });
  }

  private async end(tx: Tx, seal: SealRow, witnessId: string): Promise<void> {
    await tx.run('UPDATE night_seal SET live_desk_id = NULL, accepted_at = ? WHERE id = ?', [tx.now, seal.id]);
    const { storeId, deskId, businessDate } = seal;
    await this.safe.takenOut(tx, { storeId, deskId, businessDate, last: true }, witnessId);
  }
}

type Figures = {
  readonly seal?: string;
  readonly blanks?: Readonly<Record<string, string>>;
  readonly misread?: readonly string[];
};
