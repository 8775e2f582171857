import { Injectable } from '@nestjs/common';
import { proposedBusinessDate } from '../kernel/business-day.js';
import { PersonFields } from '../members/sealed-person.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import { PolicyService } from '../venue/policy.service.js';
import { BirthdayQueries } from './birthday.queries.js';
import { guestCall } from './rules/guest-call.js';

export interface BirthdayNotice {
  readonly id: string;
  readonly room: string | null;
  /** 「周女士,星河KTV祝您生日快乐!」 in the venue's own language: it stands on the guest's screen. */
  readonly text: string;
  /** Milliseconds at which the machine was switched on. */
  readonly since: number;
  readonly played: boolean;
}

const SCREEN = 'zh-CN';

/** Subtitles and corridor music of tonight: guests who sit in their room with the machine on. */
@Injectable()
export class BirthdayNotices {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly policies: PolicyService,
    private readonly queries: BirthdayQueries,
    private readonly fields: PersonFields,
    private readonly i18n: I18n,
  ) {}

  async tonight(storeId: string): Promise<BirthdayNotice[]> {
    const store = await this.reader.one<{ name: string; businessDate: string | null }>(
      'SELECT s.name, d.business_date FROM store s LEFT JOIN business_day d ON d.open_store_id = s.id WHERE s.id = ?',
      [storeId],
    );
    const today = store?.businessDate ?? proposedBusinessDate(this.clock.now());
    const { venue } = await this.policies.current(this.reader, storeId, today);
    const words = { MR: this.title('MR'), MS: venue.ladyTitle, GUEST: this.title('GUEST') };
    const notices: BirthdayNotice[] = [];
    for (const entry of await this.queries.onDates(this.reader, storeId, today, today)) {
      const steps = await this.queries.steps(this.reader, entry.id);
      const on = steps.find(({ step }) => step === 'MACHINE');
      const name = this.fields.name(entry);
      if (!on || name === null) continue;
      const params = { name: guestCall(name, entry.title, words) ?? words.GUEST, venue: store?.name ?? '' };
      const played = steps.some(({ step }) => step === 'AV');
      const text = this.i18n.t(SCREEN, 'birthdays.av.text', params);
      notices.push({ text, played, id: entry.id, room: entry.room, since: on.at });
    }
    return notices;
  }

  private title(title: 'MR' | 'GUEST'): string {
    return this.i18n.t(SCREEN, `members.title.${title}`);
  }
}
