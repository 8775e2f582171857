import { uuidv7 } from 'uuidv7';
import type { EnrolmentValues } from '../../src/cards/enrolment-form.js';
import { EnrolmentStartService } from '../../src/cards/enrolment-start.service.js';
import { ErasureService } from '../../src/members/erasure.service.js';
import { MemberFigures } from '../../src/members/member-figures.js';
import { People } from '../../src/members/people.js';
import { Reader } from '../../src/platform/database/reader.js';
import { type Enrolled, EnrolmentService } from '../../src/cards/enrolment.service.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { type Colleague, given, type House, PIN } from './people.js';
import type { World } from './world.js';

let next = 0;

/** A page filled as a clerk fills it for a grown-up guest who pays 200 yuan in cash. Phone and card are new each time. */
export function typed(values: EnrolmentValues = {}): EnrolmentValues {
  next += 1;
  const serial = String(next).padStart(6, '0');
  return {
    name: '张三丰',
    title: 'MR',
    phone: `13812${serial}`,
    calendar: 'SOLAR',
    birthday: '3-14',
    privacy: '1',
    charterWay: 'PAPER',
    charterSigned: '1',
    adult: 'PLAINLY_ADULT',
    reviewed: '1',
    feeFen: '20000',
    tender: 'CASH',
    received: '200',
    cardNo: `8811${serial}`,
    ...values,
  };
}

/** A draft at this desk, as the offer screen begins it. */
export function startEnrolment(world: World, desk: DeskContext, kindCode = 'MEMBER'): Promise<string> {
  return world.get(EnrolmentStartService).start(desk, uuidv7(), kindCode);
}

/** A member with an active card: for stories that begin after that. */
export async function enrol(
  world: World,
  desk: DeskContext,
  values: EnrolmentValues = {},
  kindCode = 'MEMBER',
): Promise<Enrolled> {
  const draftId = await startEnrolment(world, desk, kindCode);
  return (await world.get(EnrolmentService).enrol(desk, uuidv7(), draftId, typed(values))).result;
}

/** Forgets a guest as the page does, with the tail of the card read right; `second` signs with the own PIN. */
export async function forget(
  world: World,
  desk: DeskContext,
  membershipId: string,
  { staffNo }: Pick<Colleague, 'staffNo'>,
): Promise<void> {
  const cardNo = await world.get(MemberFigures).cardNo(world.get(Reader), membershipId);
  const wish = { reason: '客人书面申请', tail: cardNo?.slice(-4) ?? '' };
  await world.get(ErasureService).erase(desk, uuidv7(), membershipId, wish, { staffNo, pin: PIN });
}

/** Past every question that the page asks: what comes after still holds against it. */
export function eraseUnasked({ world, store }: House, membershipId: string): Promise<unknown> {
  return given(world, store.id, async (tx) => {
    const member = await tx.one<{ personId: string }>('SELECT person_id FROM membership WHERE id = ?', [membershipId]);
    await world.get(People).erase(tx, member!.personId);
    return null;
  });
}
