import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { toHalfWidth } from '../../kernel/text.js';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { type HandoverLine, HandoverParts } from '../../venue/handover-parts.js';
import { PolicyService } from '../../venue/policy.service.js';
import { bagInHand, bagsOfShift, canBeTakenOver } from '../bag-rows.js';
import { type CountRow, DrawerCounts } from '../drawer-counts.js';
import { DutyLog } from '../duty-log.js';
import { drawerHolds } from '../drawer-float.js';
import { lastSheet } from '../handover-sheets.js';
import { answerTo, differenceOf } from '../rules/blind-count.js';
import { handlerOf, movesOf, type ShiftRow, shiftAtDesk, shiftOf, tendersOf } from '../shift-rows.js';
import { merchantCopiesOf } from '../shift-copies.js';
import { stepsOf } from '../shift-steps.js';
import { CopiesPresenter } from './copies.presenter.js';
import { HandoverPresenter } from './handover.presenter.js';
import { ShiftPresenter } from './shift.presenter.js';
import { SignFormPresenter } from './sign-form.presenter.js';

export type HandoverStep = 'count' | 'sign' | 'accept' | 'takeOver' | 'seal';

export interface WrongStep {
  readonly step: HandoverStep;
  readonly problem: FormProblem;
}

/** Gathers the one page of a handover as its state and its reader allow. */
@Injectable()
export class HandoverPages {
  constructor(
    private readonly counts: DrawerCounts,
    private readonly parts: HandoverParts,
    private readonly policies: PolicyService,
    private readonly log: DutyLog,
    private readonly shifts: ShiftPresenter,
    private readonly present: HandoverPresenter,
    private readonly signs: SignFormPresenter,
    private readonly copies: CopiesPresenter,
    private readonly reader: Reader,
  ) {}

  async page(desk: DeskContext, shiftId: string, wrong?: WrongStep): Promise<PageAnswer> {
    const { locale } = desk;
    const shift = await shiftOf(this.reader, desk.store.id, shiftId);
    const mine = handlerOf(shift) === desk.person.id;
    const steps = await stepsOf(this.reader, shiftId);
    const model = {
      title: this.shifts.say(locale, 'handover.of', { template: shift.template, clerk: shift.clerkName }),
      badges: this.shifts.badges(locale, shift),
      note: this.shifts.opened(locale, shift),
      waiting: this.present.waiting(locale, shift, mine),
      refusal: this.shifts.refusal(locale, shift, steps),
      steps: this.shifts.steps(locale, steps),
      notes: this.present.notes(await this.log.ofShift(this.reader, shiftId), locale),
      notesHref: '/duty-log',
      ...(await this.cash(desk, shift, mine, wrong)),
      ...(await this.bag(desk, shift, mine, wrong)),
    };
    return page('shifts/handover', model, { titleKey: 'shifts.handover.title' });
  }

  private async cash(desk: DeskContext, shift: ShiftRow, mine: boolean, wrong?: WrongStep) {
    const counts = await this.counts.of(this.reader, shift.id);
    const counting = shift.state === 'CUT' || shift.state === 'REFUSED';
    const shown = !counting && counts.length > 0;
    const moves = shown ? await movesOf(this.reader, shift.id) : [];
    const last = counts.at(-1);
    return {
      cut: shift.state === 'OPEN' && mine ? emptyForm('/handover/cut', uuidv7()) : undefined,
      count:
        counting && mine
          ? this.present.countForm(this.form(`/handover/${shift.id}/count`, 'count', wrong), counts)
          : undefined,
      counted: shown && last ? this.present.counted(desk.locale, shift, counts, moves) : undefined,
      takeOver:
        mine || !(await canBeTakenOver(this.reader, shift))
          ? undefined
          : this.form(`/handover/${shift.id}/take-over`, 'takeOver', wrong),
    };
  }

  private async bag(desk: DeskContext, shift: ShiftRow, mine: boolean, wrong?: WrongStep) {
    const { locale } = desk;
    const lines = await this.parts.lines(this.reader, shift);
    const obstacles = ['CLOSED', 'ACCEPTED'].includes(shift.state)
      ? []
      : await this.parts.obstacles(this.reader, shift);
    const signing = shift.state === 'COUNTED' && mine;
    const sheet = await lastSheet(this.reader, shift.id);
    const bags = (await bagsOfShift(this.reader, shift.id)).filter(({ source }) => source === 'SHIFT');
    const inHand = await bagInHand(this.reader, shift.id);
    // whoever serves at the desk by now takes over, and types the PIN alone
    const next = shift.state === 'SIGNED' ? await shiftAtDesk(this.reader, shift.deskId) : undefined;
    const incoming = { cosignStaffNo: next?.clerkNo ?? '' };
    return {
      obstacles: this.present.obstacles(locale, obstacles),
      sign: signing ? await this.signForm(desk, shift, lines, wrong) : undefined,
      lines: signing ? undefined : this.present.lines(locale, lines, sheet),
      strips: lines.flatMap((line) => (line.strip ? [this.present.strip(locale, line, line.strip)] : [])),
      lineColumns: this.shifts.columns(locale, 'part', 'books', 'counted', 'state'),
      sheet: sheet && this.present.sheet(locale, shift.id, sheet),
      accept:
        shift.state === 'SIGNED' ? this.form(`/handover/${shift.id}/acceptance`, 'accept', wrong, incoming) : undefined,
      refuseAction: `/handover/${shift.id}/refusal`,
      bags: this.present.bags(locale, bags),
      bagColumns: this.shifts.columns(locale, 'bag', 'state', 'amount'),
      seal: inHand && mine ? this.form(`/handover/${shift.id}/bags/${inHand.id}/seal`, 'seal', wrong) : undefined,
    };
  }

  private async signForm(desk: DeskContext, shift: ShiftRow, lines: readonly HandoverLine[], wrong?: WrongStep) {
    const { locale } = desk;
    const count = (await this.counts.of(this.reader, shift.id)).at(-1);
    const tenders = await tendersOf(this.reader, shift.id);
    const { floatFen } = await drawerHolds(this.reader, shift.id);
    const next = await shiftAtDesk(this.reader, shift.deskId);
    const form = this.form(
      `/handover/${shift.id}/sign`,
      'sign',
      wrong,
      this.signs.defaults(floatFen, count?.countedFen ?? 0, next !== undefined),
    );
    return {
      form,
      ...this.signs.fields(locale, shift.id, lines, tenders, wrong?.step === 'sign' ? wrong.problem : undefined),
      copies: isShort(lines, wrong) ? this.copies.boxes(locale, await merchantCopiesOf(this.reader, shift)) : [],
      // a total that differs too much is known only once it was typed
      needsSupervisor: (await this.needsSupervisor(shift, count)) || asksForCoSigner(wrong),
    };
  }

  private async needsSupervisor(shift: ShiftRow, count: CountRow | undefined): Promise<boolean> {
    if (!count) return false;
    const { toleranceFen } = (await this.policies.current(this.reader, shift.storeId, shift.businessDate)).shifts;
    return answerTo(differenceOf(count.countedFen, count.expectedFen), toleranceFen) === 'SUPERVISOR';
  }

  private form(
    action: string,
    step: HandoverStep,
    wrong: WrongStep | undefined,
    values: Record<string, string> = {},
  ): FormModel {
    const form = emptyForm(action, uuidv7(), values);
    return wrong?.step === step ? { ...form, ...wrong.problem } : form;
  }
}

function asksForCoSigner(wrong: WrongStep | undefined): boolean {
  return wrong?.step === 'sign' && Object.keys(wrong.problem.errors).some((field) => field.startsWith('cosign'));
}

/** The list of papers opens only when fewer were counted than were printed: until then the count is blind. */
function isShort(lines: readonly HandoverLine[], wrong: WrongStep | undefined): boolean {
  const line = lines.find(({ key }) => key === 'merchantCopies');
  const counted = toHalfWidth(wrong?.problem.values?.['line-merchantCopies'] ?? '').trim();
  return wrong?.step === 'sign' && line !== undefined && /^\d{1,5}$/.test(counted) && Number(counted) < line.expected;
}
