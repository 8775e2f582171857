import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { typedValues } from '../../platform/http/form-input.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../desk-context.js';
import { SignaturesForm } from './approvals.dto.js';
import type { Typed } from './approvals.presenter.js';
import { PendingSignatures } from './pending-signatures.js';
import { SignaturesPresenter } from './signatures.presenter.js';
import { SignaturesQueries } from './signatures.queries.js';

const LINE = /^line-([0-9a-f-]{36})$/;

/** 待签: one list, read line by line, signed by one PIN before handover (counter-practice H1). */
@Controller('signatures')
export class SignaturesController {
  constructor(
    private readonly signatures: PendingSignatures,
    private readonly queries: SignaturesQueries,
    private readonly presenter: SignaturesPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('signatures.view')
  list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.page(desk);
  }

  @Post()
  @Allow('signatures.collect')
  sign(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: SignaturesForm,
      act: ({ requestKey, cosignStaffNo, cosignPassword }) =>
        this.signatures.sign(desk, requestKey, tickedLines(body), { staffNo: cosignStaffNo, pin: cosignPassword }),
      done: (count) => seeOther('/signatures', { tone: 'ok', key: 'approvals.signatures.done', params: { count } }),
      again: (typed) => this.page(desk, typed),
    });
  }

  private async page(desk: DeskContext, typed?: Typed): Promise<PageAnswer> {
    const model = this.presenter.list(desk, await this.queries.unsigned(desk), uuidv7(), typed);
    return page('approvals/signatures', model, { titleKey: 'approvals.signatures.title' });
  }
}

/** Each line has a box of its own name: the ids of the ticked ones. */
function tickedLines(body: unknown): string[] {
  return Object.keys(typedValues(body)).flatMap((name) => LINE.exec(name)?.[1] ?? []);
}
