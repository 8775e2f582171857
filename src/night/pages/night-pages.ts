import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DailyBackup } from '../../operations/daily-backup.js';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { BusinessDaysService } from '../../venue/business-days.service.js';
import { type ClosedNight, NightBackups } from '../night-backups.js';
import { deskEnds, type DeskEnd, liveSeals, recentSeals } from '../night-rows.js';
import { isBackupWrong } from '../rules/backup-standing.js';
import { NightPresenter, standingOf } from './night.presenter.js';

const SHOWN = 60;

/** The page of tonight: how far the night is, desk by desk, and the copy that follows it. */
@Injectable()
export class NightPages {
  constructor(
    private readonly days: BusinessDaysService,
    private readonly backups: NightBackups,
    private readonly copies: DailyBackup,
    private readonly present: NightPresenter,
    private readonly reader: Reader,
  ) {}

  async tonight(desk: DeskContext, problem?: FormProblem): Promise<PageAnswer> {
    const { locale, store, businessDate, person } = desk;
    const ends = businessDate === null ? [] : await deskEnds(this.reader, store.id, businessDate);
    const seals = await recentSeals(this.reader, store.id, SHOWN);
    const ready = ends.length > 0 && ends.every(({ sealed }) => sealed === 1);
    const obstacles = businessDate === null ? [] : await this.days.obstacles(this.reader, store.id, businessDate);
    const waiting = (await liveSeals(this.reader, store.id)).filter(
      (seal) => seal.state !== 'MATCHED' && !ends.some(({ sealId }) => sealId === seal.id),
    );
    const closed = (await this.backups.newest(this.reader)).find(({ storeId }) => storeId === store.id);
    const model = {
      businessDate: businessDate ?? undefined,
      steps: this.steps(locale, ends, businessDate === null, closed),
      columns: this.present.columns(locale, 'desk.column', 'desk.clerk', 'desk.state', 'desk.number', ''),
      rows: this.present.deskRows(locale, ends, seals),
      waiting: waiting.map((seal) => ({
        href: `/night/desks/${seal.deskId}`,
        text: this.present.say(locale, seal.state === 'BROKEN' ? 'duty.broken' : 'duty.toAccept', {
          desk: seal.deskName,
        }),
        badge: this.present.badge(locale, seal.state),
        aside: seal.businessDate,
      })),
      ready,
      mayClose: mayDo(person.roles, 'venue.closeDay'),
      obstacles: ready
        ? obstacles.map(({ key, params, href = '/venue/day' }) => ({
            href,
            text: this.present.text(locale, key, params),
            badge: undefined,
            aside: '',
          }))
        : [],
      close: emptyForm('/venue/day/close', uuidv7()),
      backup: this.backup(desk, closed, problem),
    };
    return page('night/tonight', model, { titleKey: 'night.title' });
  }

  private steps(
    locale: DeskContext['locale'],
    ends: readonly DeskEnd[],
    dayClosed: boolean,
    closed: ClosedNight | undefined,
  ) {
    const standings = ends.map(standingOf);
    const all = (...wanted: readonly string[]) => standings.every((standing) => wanted.includes(standing));
    const copied = closed !== undefined && !['DUE', 'LATE', 'FAILED'].includes(this.backups.standing(closed));
    const done = dayClosed
      ? [true, true, true, true, copied]
      : [
          all('READY', 'MATCHED', 'SEALED', 'ACCEPTED'),
          all('MATCHED', 'SEALED', 'ACCEPTED'),
          ends.every(({ sealed }) => sealed === 1),
          false,
          false,
        ].map((reached) => reached && ends.length > 0);
    const now = done.indexOf(false);
    return ['shifts', 'match', 'seal', 'close', 'backup'].map((step, at) => ({
      label: this.present.say(locale, `step.${step}`),
      state: done[at] ? 'done' : at === now ? 'now' : 'next',
      note: undefined,
    }));
  }

  private backup({ locale, person }: DeskContext, closed: ClosedNight | undefined, problem?: FormProblem) {
    if (!closed) return undefined;
    const standing = this.backups.standing(closed);
    const wrong = isBackupWrong(standing);
    const time = closed.triedAt === null ? '' : dateTime(closed.triedAt);
    return {
      wrong,
      text: this.present.say(locale, `backup.${standing}`, { time }),
      cause: closed.cause === null ? undefined : this.present.say(locale, `backup.${closed.cause}`, this.place()),
      facts: [
        {
          label: this.present.say(locale, 'history.night'),
          value: closed.businessDate,
          note: dateTime(closed.closedAt),
        },
        {
          label: this.present.say(locale, 'history.ledger'),
          value: this.present.say(locale, 'backup.sealed', { seq: closed.seq, seal: closed.seal.slice(0, 12) }),
          note: undefined,
        },
        { label: this.present.say(locale, 'backup.folder'), value: this.copies.folder, note: undefined },
        ...(closed.file === null
          ? []
          : [{ label: this.present.say(locale, 'backup.file'), value: closed.file, note: undefined }]),
      ],
      form: mayDo(person.roles, 'night.backup') ? { ...emptyForm('/night/backup', uuidv7()), ...problem } : undefined,
    };
  }

  private place(): { folder: string } {
    return { folder: this.copies.folder };
  }
}
