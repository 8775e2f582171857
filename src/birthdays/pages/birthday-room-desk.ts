import { Injectable } from '@nestjs/common';
import { ActRegistry } from '../../desk/act-registry.js';
import { DeskContributions, type DeskLine, type DeskSection } from '../../desk/desk-contributions.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { MemberPanels } from '../../members/member-panels.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { DeskContext } from '../../staff/desk-context.js';
import type { Policy } from '../../venue/rules/policy-schema.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayNotices } from '../birthday-notices.js';
import { BirthdayQueries, type EntryRow } from '../birthday.queries.js';
import { isExpected } from '../rules/call-cap.js';
import { birthdayActs } from './birthday-acts.js';
import { BirthdayWaiting } from './birthday-waiting.js';
import { BirthdayWords } from './birthday-words.js';

/** Lines of the desk; the others stand on the page behind them. */
const MOST_DUTIES = 10;
const MOST_GUESTS = 6;

/** What birthdays add to the desk: tonight's guests, and everything of the duty that waits for somebody. */
@Injectable()
export class BirthdayRoomDesk {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly waiting: BirthdayWaiting,
    private readonly notices: BirthdayNotices,
    private readonly reader: Reader,
    i18n: I18n,
    jobs: JobRegistry,
    acts: ActRegistry,
    contributions: DeskContributions,
    panels: MemberPanels,
  ) {
    jobs.register(
      { key: '', href: '/birthdays', labelKey: 'birthdays.title', icon: 'cake', permission: 'birthdays.view' },
      { key: '', href: '/birthdays/av', labelKey: 'birthdays.av.title', icon: 'monitor', permission: 'birthdays.av' },
    );
    acts.register(...birthdayActs(i18n));
    contributions.register({ order: 10, permission: 'birthdays.view', load: (desk) => this.tonight(desk) });
    contributions.register({ order: 11, permission: 'birthdays.av', load: (desk) => this.toPlay(desk) });
    panels.register({
      order: 60,
      permission: 'birthdays.view',
      load: (desk, membershipId) => this.panel(desk, membershipId),
    });
  }

  private async tonight(desk: DeskContext): Promise<DeskSection> {
    const night = await this.waiting.night(desk);
    const { tonight, policy } = night;
    const guests = tonight.filter(isExpected).map((entry) => this.guest(desk, entry, policy));
    const lines = [
      ...this.first(desk, await this.waiting.lines(desk, night), MOST_DUTIES, '/birthdays/todo'),
      ...this.first(desk, guests, MOST_GUESTS, '/birthdays'),
    ];
    return { lines, titleKey: 'birthdays.desk.title', count: tonight.length };
  }

  /** As many as a desk has room for, and how many more there are. */
  private first({ locale }: DeskContext, lines: readonly DeskLine[], most: number, href: string): DeskLine[] {
    if (lines.length <= most) return [...lines];
    const text = this.words.say(locale, 'desk.more', { n: lines.length - most });
    return [...lines.slice(0, most), { href, text }];
  }

  /** Machines that are on and whose subtitles have not been played. */
  private async toPlay({ store, locale }: DeskContext): Promise<DeskSection> {
    const waiting = (await this.notices.tonight(store.id)).filter(({ played }) => !played);
    const lines = waiting.map(({ room, text }) => ({
      text: this.words.say(locale, 'desk.av', { text, room: room ?? '–' }),
      href: '/birthdays/av',
    }));
    return { lines, titleKey: 'birthdays.av.title', count: lines.length };
  }

  private guest(desk: DeskContext, entry: EntryRow, policy: Policy): DeskLine {
    const { locale } = desk;
    const room = entry.room ?? this.words.say(locale, 'board.noRoom');
    const params = { name: this.words.lobbyName(entry, locale, policy), number: entry.holdNumber ?? '–', room };
    return {
      text: this.words.say(locale, 'desk.guest', params),
      href: `/birthdays/${entry.id}`,
      badge: this.words.standing(entry, desk, policy),
    };
  }

  private async panel(desk: DeskContext, membershipId: string) {
    const { locale } = desk;
    const policy = await this.day.policy(desk);
    const entries = await this.queries.ofMember(this.reader, desk.store.id, membershipId);
    const [latest] = entries;
    if (!latest) return undefined;
    return {
      title: this.words.say(locale, 'panel.title'),
      rows: entries.slice(0, 5).map((entry) => ({
        label: entry.onDate,
        value: this.words.standing(entry, desk, policy).text,
        note: this.words.attend(entry, locale).text,
      })),
      actions: [{ label: this.words.say(locale, 'panel.open'), href: `/birthdays/${latest.id}` }],
    };
  }
}
