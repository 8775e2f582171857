import { uuidv7 } from 'uuidv7';
import type { EnrolmentValues } from '../../src/cards/enrolment-form.js';
import { EnrolmentStartService } from '../../src/cards/enrolment-start.service.js';
import { type Enrolled, EnrolmentService } from '../../src/cards/enrolment.service.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
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
