import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { dateTime, points } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { Proofs, type ShiftProofs } from '../proofs.js';
import type { ProofFigures } from '../rules/proof-state.js';
import { NightPresenter } from './night.presenter.js';

const tones = { HANDED: 'warn', MISSING: 'bad', CHECKED: 'ok' } as const;

/** 凭证核对: what went to Finance with each shift, and what is missing. */
@Controller('night/proofs')
export class ProofsController {
  constructor(
    private readonly proofs: Proofs,
    private readonly present: NightPresenter,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('night.view')
  list(@Desk() desk: DeskContext): Promise<Answer> {
    return this.page(desk);
  }

  @Post(':id')
  @Allow('night.checkProofs')
  check(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.proofs.check(desk, requestKey, id, fieldsOf(body, ['receipts', 'copies', 'note'])),
      done: () => seeOther('/night/proofs', { tone: 'ok', key: 'night.proof.done' }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  private async page(desk: DeskContext, wrongId?: string, problem?: FormProblem): Promise<Answer> {
    const shifts = await this.proofs.recent(this.reader, desk.store.id, this.clock.now());
    const may = mayDo(desk.person.roles, 'night.checkProofs');
    const open = shifts.filter(({ state }) => state !== 'CHECKED');
    const model = {
      columns: this.present.columns(
        desk.locale,
        ...['shift', 'receipts', 'copies', 'state', 'note'].map((key) => `proof.${key}`),
      ),
      rows: shifts.map((shift) => this.row(desk, shift)),
      waiting: may
        ? open.map((shift) => {
            const form = emptyForm(`/night/proofs/${shift.shiftId}`, uuidv7());
            return {
              title: `${shift.businessDate} ${shift.template} ${shift.clerkName}`,
              badge: this.badge(desk.locale, shift),
              isOpen: wrongId === shift.shiftId || open.length === 1,
              id: shift.shiftId,
              receipts: this.figures(desk, shift.expected.receipts, shift.handed.receipts),
              copies: this.figures(desk, shift.expected.copies, shift.handed.copies),
              form: wrongId === shift.shiftId ? { ...form, ...problem } : form,
            };
          })
        : [],
    };
    return page('night/proofs', model, { titleKey: 'night.proof.title' });
  }

  private row({ locale }: DeskContext, shift: ShiftProofs) {
    const { expected, handed, checked } = shift;
    const latest: ProofFigures = checked ?? handed;
    return {
      tone: shift.state === 'MISSING' || shift.overdue ? 'bad' : undefined,
      cells: [
        { text: `${shift.businessDate} ${shift.template} ${shift.clerkName}`, href: `/shifts/${shift.shiftId}` },
        { text: `${points(expected.receipts)} / ${points(latest.receipts)}` },
        { text: `${points(expected.copies)} / ${points(latest.copies)}` },
        { text: '', badge: this.badge(locale, shift) },
        {
          text: shift.note ?? '',
          note: shift.checkedAt === null ? undefined : `${shift.checkedBy ?? ''} ${dateTime(shift.checkedAt)}`,
        },
      ],
    };
  }

  /** What was handed in time and nobody looked at is red, too (H3). */
  private badge(locale: DeskContext['locale'], { state, overdue }: ShiftProofs) {
    const late = state === 'HANDED' && overdue;
    return { text: this.present.say(locale, `proof.${late ? 'OVERDUE' : state}`), tone: late ? 'bad' : tones[state] };
  }

  private figures({ locale }: DeskContext, books: number, counted: number): string {
    return this.present.say(locale, 'proof.figures', { books, counted });
  }
}
