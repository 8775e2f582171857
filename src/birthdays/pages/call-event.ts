import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import type { CallRow } from '../birthday.queries.js';
import type { BirthdayWords } from './birthday-words.js';

/** One call or greeting as a line of the guest's story. */
export function callEvent(words: BirthdayWords, call: CallRow, locale: Locale) {
  const say = (key: string) => words.say(locale, key);
  return {
    time: dateTime(call.at),
    title: `${say(`call.kind.${call.kind}`)}: ${call.kind === 'GREETING' ? say(`call.channel.${call.channel}`) : say(`attend.${call.outcome}`)}`,
    note: [
      call.note,
      call.nextAt === null ? null : `→ ${dateTime(call.nextAt)}`,
      call.agreed === 1 ? say('call.agreed') : null,
    ]
      .filter((text) => text !== null)
      .join(' · '),
    who: call.byName ?? '',
  };
}
