import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { parseYuan } from '../../kernel/money.js';
import { Reader } from '../../platform/database/reader.js';
import { typedValues } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, type FlashNote, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { BagsService } from '../bags.service.js';
import { DrawerCounts } from '../drawer-counts.js';
import { parseCounts } from '../rules/denominations.js';
import { shiftOfClerk, unclosedShifts } from '../shift-rows.js';
import { ShiftsService } from '../shifts.service.js';
import { SignHandover } from '../sign-handover.service.js';
import { TakeOver } from '../take-over.service.js';
import { HandoverPages, type HandoverStep } from './handover-pages.js';
import { ShiftPresenter } from './shift.presenter.js';
import { ReasonedForm, SealForm, SignForm, WitnessedForm, witnessOf } from './shifts.dto.js';

const done = (key: string): FlashNote => ({ tone: 'ok', key: `shifts.${key}` });

/** 交接班 F9: one page a shift from the cut to the bag; whoever comes back to it finds it where it was left. */
@Controller('handover')
export class HandoverController {
  constructor(
    private readonly shifts: ShiftsService,
    private readonly counts: DrawerCounts,
    private readonly sign: SignHandover,
    private readonly takeOver: TakeOver,
    private readonly bags: BagsService,
    private readonly pages: HandoverPages,
    private readonly present: ShiftPresenter,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('shifts.view')
  async list(@Desk() desk: DeskContext): Promise<Answer> {
    const own = await shiftOfClerk(this.reader, desk.person.id);
    if (own) return seeOther(`/handover/${own.id}`);
    const open = await unclosedShifts(this.reader, desk.store.id);
    const items = open.map((shift) => ({
      href: `/handover/${shift.id}`,
      text: this.present.name(desk.locale, shift),
      badge: this.present.badges(desk.locale, shift)[1],
      aside: shift.deskName,
    }));
    return page('shifts/list', { items }, { titleKey: 'shifts.handover.title' });
  }

  @Post('cut')
  @Allow('shifts.cut')
  cut(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.shifts.cut(desk, requestKey),
      done: (shiftId) => seeOther(`/handover/${shiftId}`, done('cut.done')),
      again: () => this.list(desk),
    });
  }

  @Get(':id')
  @Allow('shifts.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.pages.page(desk, id);
  }

  @Post(':id/count')
  @Allow('shifts.count')
  count(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, body, 'count', KeyedForm, async ({ requestKey }) => {
      const verdict = await this.counts.count(desk, requestKey, id, parseCounts(typedValues(body)));
      return verdict === 'RECOUNT' ? { tone: 'warn', key: 'shifts.recount' } : done(`count.${verdict}`);
    });
  }

  @Post(':id/sign')
  @Allow('shifts.sign')
  signSheet(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, body, 'sign', SignForm, async (form) => {
      const { requestKey, reason, note, floatTo, pin, cosignStaffNo: staffNo, cosignPassword } = form;
      const floatFen = form.floatFen.trim() === '' ? 0 : parseYuan(form.floatFen, { field: 'floatFen' });
      const sheet = {
        reason,
        note,
        floatTo,
        floatFen,
        pin,
        typed: handedFields(body),
        cosign: { staffNo, pin: cosignPassword },
      };
      await this.sign.sign(desk, requestKey, id, sheet);
      return done('sign.done');
    });
  }

  @Post(':id/acceptance')
  @Allow('shifts.accept')
  accept(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, body, 'accept', WitnessedForm, async (form) => {
      await this.takeOver.accept(desk, form.requestKey, id, witnessOf(form));
      return done('accept.done');
    });
  }

  @Post(':id/refusal')
  @Allow('shifts.refuse')
  refuse(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, body, 'accept', ReasonedForm, async (form) => {
      await this.takeOver.refuse(desk, form.requestKey, id, { ...witnessOf(form), reason: form.reason });
      return done('refuse.done');
    });
  }

  @Post(':id/take-over')
  @Allow('shifts.takeOver')
  absent(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, body, 'takeOver', ReasonedForm, async (form) => {
      await this.shifts.takeOver(desk, form.requestKey, id, { ...witnessOf(form), reason: form.reason });
      return done('takeOver.done');
    });
  }

  @Post(':id/bags/:bagId/seal')
  @Allow('shifts.sealBag')
  seal(
    @Desk() desk: DeskContext,
    @Param('id') id: string,
    @Param('bagId') bagId: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.step(desk, id, body, 'seal', SealForm, async (form) => {
      await this.bags.seal(desk, form.requestKey, bagId, { ...witnessOf(form), number: form.number });
      return done('seal.done');
    });
  }

  private step<Dto extends object>(
    desk: DeskContext,
    id: string,
    body: unknown,
    step: HandoverStep,
    dto: ClassConstructor<Dto>,
    act: (form: Dto) => Promise<FlashNote>,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto,
      act,
      done: (flash) => seeOther(`/handover/${id}`, flash),
      again: (problem) => this.pages.page(desk, id, { step, problem }),
    });
  }
}

/** Lines and piles, missing papers and tenders of the sheet: the fields whose names begin so, whatever rooms registered. */
function handedFields(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typedValues(body)).filter(([name]) => /^(line|pile|missing|total|digits)-/.test(name)),
  );
}
