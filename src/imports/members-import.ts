import { readCardNumber, type ScannedCard } from '../cards/rules/card-number.js';
import { parsePlainDate, type PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseCount } from '../kernel/whole-number.js';
import type { PersonDraft } from '../members/people.js';
import { parseBirthday } from '../members/rules/birthday.js';
import { maskCardNo, maskName, maskPhone } from '../members/rules/masks.js';
import { normalizeName } from '../members/rules/person-name.js';
import { parsePhone } from '../members/rules/phone.js';
import { cleanText } from '../kernel/text.js';
import type { Title } from '../members/rules/salutation.js';
import { defineImport } from '../platform/files/import-definition.js';
import type { Tier } from '../venue/rules/policy-schema.js';
import { type CellReader, rowBy, wordOf } from './row-reader.js';

/** One member of a list, already checked and in the kept spelling. */
export interface MemberRow {
  readonly person: PersonDraft;
  readonly card: ScannedCard;
  readonly kindCode: string;
  readonly tier: Tier;
  /** By what the member had the tier, and the last day on which it is good; '' and null where the old system kept neither. */
  readonly tierCause: string;
  readonly tierUntil: PlainDate | null;
  readonly joinedOn: PlainDate;
  /** Points from before, and the last day they can be spent; null = as new points. */
  readonly points: number;
  readonly expiresOn: PlainDate | null;
}

const MAX_OPENING_POINTS = 10_000_000;

const titles: Readonly<Record<string, Title>> = {
  先生: 'MR',
  女士: 'MS',
  小姐: 'MS',
  贵宾: 'GUEST',
  MR: 'MR',
  MS: 'MS',
  GUEST: 'GUEST',
  '': 'GUEST',
};
const calendars = {
  公历: 'SOLAR',
  阳历: 'SOLAR',
  农历: 'LUNAR',
  阴历: 'LUNAR',
  SOLAR: 'SOLAR',
  LUNAR: 'LUNAR',
  '': 'SOLAR',
} as const;
const leaps = { 是: 'yes', 闰: 'yes', YES: 'yes', Y: 'yes', 否: 'no', NO: 'no', N: 'no', '': 'no' } as const;
const kinds = { 会员卡: 'MEMBER', 学生卡: 'STUDENT', MEMBER: 'MEMBER', STUDENT: 'STUDENT', '': 'MEMBER' } as const;
const tiers: Readonly<Record<string, Tier>> = {
  普通: 'ORDINARY',
  普通卡: 'ORDINARY',
  贵宾: 'VIP',
  贵宾卡: 'VIP',
  金卡: 'GOLD',
  ORDINARY: 'ORDINARY',
  VIP: 'VIP',
  GOLD: 'GOLD',
  '': 'ORDINARY',
};

/** Columns of a member list, in either language. */
export const membersImport = defineImport<MemberRow>({
  columns: {
    name: { headers: ['会员姓名', '姓名', 'Member name', 'Name'], required: true, mask: maskName },
    title: { headers: ['称呼', 'Title'] },
    phone: { headers: ['手机', '手机号', '电话', 'Phone', 'Mobile'], required: true, mask: maskPhone },
    birthday: { headers: ['生日', 'Birthday'] },
    calendar: { headers: ['历法', 'Calendar'] },
    leap: { headers: ['闰月', 'Leap month'] },
    cardNo: { headers: ['卡号', 'Card no', 'Card number'], required: true, mask: maskCardNo },
    kind: { headers: ['卡种', 'Card kind'] },
    tier: { headers: ['等级', 'Tier'] },
    tierCause: { headers: ['等级来历', 'Tier cause'] },
    tierUntil: { headers: ['等级有效期', 'Tier good until'] },
    joinedOn: { headers: ['入会日期', 'Joined', 'Joined on'], required: true },
    points: { headers: ['积分', 'Points'] },
    expiresOn: { headers: ['积分有效期', 'Points expire', 'Expires on'] },
    preferences: { headers: ['偏好', '备注', 'Preferences'] },
    address: { headers: ['地址', 'Address'] },
  },
  row: rowBy((read) => {
    const points = read('points', (text) => (text === '' ? 0 : parseCount(text, { min: 0, max: MAX_OPENING_POINTS })));
    return {
      person: readPerson(read),
      card: read('cardNo', (text) => readCardNumber(text)) ?? { raw: '', cardNo: '' },
      kindCode: read('kind', (text) => wordOf(kinds, text)) ?? 'MEMBER',
      tier: read('tier', (text) => wordOf(tiers, text)) ?? 'ORDINARY',
      tierCause: read('tierCause', (text) => cleanText(text, { max: 200 })) ?? '',
      tierUntil: read('tierUntil', (text) => (text === '' ? null : parsePlainDate(text))) ?? null,
      joinedOn: read('joinedOn', (text) => parsePlainDate(text)) ?? '',
      points: points ?? 0,
      expiresOn: read('expiresOn', (text) => (text === '' ? null : parsePlainDate(text))) ?? null,
    };
  }),
});

function readPerson(read: CellReader): PersonDraft {
  return {
    name: read('name', (text) => normalizeName(text)) ?? '',
    title: read('title', (text) => wordOf(titles, text)) ?? 'GUEST',
    phone: read('phone', (text) => (text === '' ? null : parsePhone(text).number)) ?? null,
    birthday: readBirthday(read),
    idDocument: null,
    preferences: read('preferences', (text) => cleanText(text, { max: 200 })) || null,
    address: read('address', (text) => cleanText(text, { max: 200 })) || null,
  };
}

/** Month and day in the member's calendar; a year in the list was never checked against a document and is not kept. */
function readBirthday(read: CellReader): PersonDraft['birthday'] {
  const calendar = read('calendar', (text) => wordOf(calendars, text)) ?? 'SOLAR';
  const leap = read('leap', (text) => wordOf(leaps, text)) === 'yes';
  const birthday = read('birthday', (text) => (text === '' ? null : parseBirthday(calendar, withoutYear(text), leap)));
  if (leap && calendar === 'SOLAR') read('leap', () => refuse('import.leap'));
  return birthday ? { ...birthday, year: null } : null;
}

function withoutYear(text: string): string {
  return text
    .replace(/^\d{4}\s*[-/.年]\s*/, '')
    .replace(/日$/, '')
    .replace(/[月/.]/, '-');
}

function refuse(code: string): never {
  throw new DomainError(code);
}
