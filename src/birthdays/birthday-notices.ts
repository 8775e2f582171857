import { Injectable } from '@nestjs/common';
import { PersonFields } from '../members/sealed-person.js';
import { Reader } from '../platform/database/reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import { PolicyService } from '../venue/policy.service.js';
import { BirthdayDay } from './birthday-day.js';
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
    private readonly policies: PolicyService,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly fields: PersonFields,
    private readonly i18n: I18n,
  ) {}

  async tonight(storeId: string): Promise<BirthdayNotice[]> {
    const store = await this.reader.one<{ name: string; businessDate: string | null }>(
      'SELECT s.name, d.business_date FROM store s LEFT JOIN business_day d ON d.open_store_id = s.id WHERE s.id = ?',
      [storeId],
    );
    const name = store?.name ?? '';
    const desk = { store: { name, id: storeId }, businessDate: store?.businessDate ?? null };
    const { venue } = await this.policies.current(this.reader, storeId, this.day.today(desk));
    const words = { MR: this.title('MR'), MS: venue.ladyTitle, GUEST: this.title('GUEST') };
    const notices: BirthdayNotice[] = [];
    for (const entry of await this.day.tonight(this.reader, desk)) {
      const steps = await this.queries.steps(this.reader, entry.id);
      const on = steps.find(({ step }) => step === 'MACHINE');
      const guest = this.fields.name(entry);
      if (!on || guest === null) continue;
      const params = { name: guestCall(guest, entry.title, words) ?? words.GUEST, venue: name };
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
