import { Injectable } from '@nestjs/common';
import type { DeskContribution, DeskLine, DeskSection } from '../../desk/desk-contributions.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { Proofs } from '../proofs.js';
import { NightBackups } from '../night-backups.js';
import { deskEnds, liveSeals } from '../night-rows.js';
import { isBackupWrong } from '../rules/backup-standing.js';
import { NightPresenter, standingOf } from './night.presenter.js';

/** What the night asks for on the desk page: a seal to read or put on, red when one was broken or the copy is missing. */
@Injectable()
export class NightDuty implements DeskContribution {
  readonly order = 6;
  readonly permission = 'night.view';

  constructor(
    private readonly backups: NightBackups,
    private readonly proofs: Proofs,
    private readonly present: NightPresenter,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  async load(desk: DeskContext): Promise<DeskSection> {
    const lines = [
      ...(await this.seals(desk)),
      ...(await this.ends(desk)),
      ...(await this.copies(desk)),
      ...(await this.papers(desk)),
    ];
    return { titleKey: 'night.duty.title', count: lines.length, lines };
  }

  /** Seals of nights that nobody has accepted: the desk opens no shift before. Tonight's own rest. */
  private async seals({ locale, store, businessDate }: DeskContext): Promise<DeskLine[]> {
    const seals = await liveSeals(this.reader, store.id);
    return seals
      .filter(({ state, businessDate: night }) => state === 'BROKEN' || (state !== 'MATCHED' && night !== businessDate))
      .map(({ state, deskId, deskName }) => {
        const broken = state === 'BROKEN';
        return {
          text: this.present.say(locale, broken ? 'duty.broken' : 'duty.toAccept', { desk: deskName }),
          href: `/night/desks/${deskId}`,
          badge: {
            text: this.present.say(locale, broken ? 'duty.red' : 'duty.do'),
            tone: broken ? ('bad' as const) : ('warn' as const),
          },
        };
      });
  }

  private async ends({ locale, store, businessDate }: DeskContext): Promise<DeskLine[]> {
    if (businessDate === null) return [];
    const ends = await deskEnds(this.reader, store.id, businessDate);
    return ends.flatMap((end) => {
      const standing = standingOf(end);
      if (standing !== 'READY' && standing !== 'MATCHED') return [];
      return [
        {
          text: this.present.say(locale, standing === 'READY' ? 'duty.toMatch' : 'duty.toSeal', { desk: end.deskName }),
          href: `/night/desks/${end.deskId}`,
          badge: { text: this.present.say(locale, 'duty.do'), tone: 'warn' as const },
        },
      ];
    });
  }

  /** 缺凭证 is everybody's to find; what only waits is Finance's. */
  private async papers({ locale, store, person }: DeskContext): Promise<DeskLine[]> {
    const shifts = await this.proofs.recent(this.reader, store.id, this.clock.now());
    const missing = shifts.filter(({ state }) => state === 'MISSING').length;
    const handed = shifts.filter(({ state }) => state === 'HANDED');
    const late = handed.filter(({ overdue }) => overdue).length;
    const lines: DeskLine[] = [];
    if (missing > 0)
      lines.push({
        text: this.present.say(locale, 'duty.proof', { count: missing }),
        href: '/night/proofs',
        badge: { text: this.present.say(locale, 'duty.red'), tone: 'bad' },
      });
    if (handed.length > 0 && mayDo(person.roles, 'night.checkProofs'))
      lines.push({
        text: this.present.say(locale, 'duty.proofs', { count: handed.length }),
        href: '/night/proofs',
        ...(late === 0
          ? {}
          : { badge: { text: this.present.say(locale, 'duty.late', { count: late }), tone: 'bad' as const } }),
      });
    return lines;
  }

  private async copies({ locale, store }: DeskContext): Promise<DeskLine[]> {
    const nights = await this.backups.newest(this.reader);
    return nights
      .filter((night) => night.storeId === store.id && isBackupWrong(this.backups.standing(night)))
      .map(({ businessDate: date }) => ({
        text: this.present.say(locale, 'duty.backup', { date }),
        href: '/night',
        badge: { text: this.present.say(locale, 'duty.red'), tone: 'bad' as const },
      }));
  }
}
