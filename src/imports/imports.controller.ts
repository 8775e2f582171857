import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { parseCount } from '../kernel/whole-number.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { KeyedForm } from '../platform/http/keyed-form.js';
import { type Answer, file, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { uploadedFile } from '../platform/http/uploaded-file.js';
import { SETTINGS } from '../platform/settings/settings.module.js';
import type { Settings } from '../platform/settings/settings.js';
import { money, points } from '../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { ImportRunner } from './import-runner.js';
import { HandInForm, SignOpeningForm, SignValuesForm } from './imports.dto.js';
import { ImportsPresenter } from './imports.presenter.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { isSampleName, sampleFiles } from './samples/sample-files.js';
import { SignOpening } from './sign-opening.js';
import { SignValues } from './sign-values.js';

/** Seconds after which the page of a running import is loaded again, with or without script. */
const REFRESH_SECONDS = '2';

/** Lists from files: hand in, look, confirm; Finance signs what members bring. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly queries: ImportsQueries,
    private readonly imports: ImportsService,
    private readonly runner: ImportRunner,
    private readonly opening: SignOpening,
    private readonly values: SignValues,
    private readonly presenter: ImportsPresenter,
    private readonly submit: Submit,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Allow('imports.view')
  list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.listPage(desk);
  }

  @Get('samples/:name')
  @Allow('imports.view')
  sample(@Desk() desk: DeskContext, @Param('name') name: string): Answer {
    if (!this.settings.demo || !isSampleName(name)) throw new DomainError('page.notFound');
    const today = desk.businessDate ?? calendarDate(this.clock.now());
    return file(name, 'text/csv', sampleFiles[name](today));
  }

  @Post()
  @Allow('imports.run')
  handIn(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: HandInForm,
      act: async ({ requestKey, kind }) =>
        this.imports.handIn(desk, requestKey, { kind, ...(await uploadedFile(body, 'file')) }),
      done: (id) => seeOther(`/imports/${id}`),
      again: (problem) => this.listPage(desk, problem),
    });
  }

  @Get(':id')
  @Allow('imports.view')
  show(
    @Desk() desk: DeskContext,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    if (this.runner.progressOf(id)) void reply.header('refresh', REFRESH_SECONDS);
    return this.batchPage(desk, id);
  }

  @Post(':id/confirmation')
  @Allow('imports.run')
  confirm(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.runner.start(desk, requestKey, id),
      done: () => seeOther(`/imports/${id}`, { tone: 'info', key: 'imports.started' }),
      again: (problem) => this.batchPage(desk, id, problem),
    });
  }

  @Post(':id/discard')
  @Allow('imports.run')
  discard(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.imports.discard(desk, requestKey, id),
      done: () => seeOther('/imports', { tone: 'info', key: 'imports.discarded' }),
      again: (problem) => this.batchPage(desk, id, problem),
    });
  }

  @Post(':id/signature')
  @Allow('imports.signOpening')
  sign(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: SignOpeningForm,
      act: ({ requestKey, total: typed }) => {
        const total = parseCount(typed, { min: 1, max: Number.MAX_SAFE_INTEGER, field: 'total' });
        return this.opening.sign(desk, requestKey, { batchId: id, total });
      },
      done: ({ members, points: sum, documentNo }) =>
        seeOther(`/imports/${id}`, {
          tone: 'ok',
          key: 'imports.opening.done',
          params: { members: points(members), points: points(sum), documentNo },
        }),
      again: (problem) => this.batchPage(desk, id, problem),
    });
  }

  @Post(':id/values-signature')
  @Allow('imports.signOpening')
  signValues(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: SignValuesForm,
      act: ({ requestKey, principal, bonus }) =>
        this.values.sign(desk, requestKey, {
          batchId: id,
          principalFen: sumOf(principal, 'principal'),
          bonusFen: sumOf(bonus, 'bonus'),
        }),
      done: ({ lots, totalFen, documentNo }) =>
        seeOther(`/imports/${id}`, {
          tone: 'ok',
          key: 'imports.values.done',
          params: { lots: points(lots), total: money(totalFen), documentNo },
        }),
      again: (problem) => this.batchPage(desk, id, problem),
    });
  }

  private async listPage(desk: DeskContext, problem?: FormProblem): Promise<PageAnswer> {
    const form = { action: '/imports', requestKey: uuidv7(), values: { kind: 'MEMBERS' }, errors: {}, ...problem };
    const batches = await this.queries.recent(this.reader, desk.store.id);
    const model = this.presenter.list(desk, {
      form,
      batches,
      samples: this.settings.demo ? Object.keys(sampleFiles) : [],
    });
    return page('imports/list', model, { titleKey: 'imports.title' });
  }

  private async batchPage(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const batch = await this.queries.find(this.reader, desk.store.id, id);
    if (!batch) throw new DomainError('page.notFound');
    const form = (step: string) => ({
      action: `/imports/${id}/${step}`,
      requestKey: uuidv7(),
      values: {},
      errors: {},
      ...problem,
    });
    const forms = {
      confirmation: form('confirmation'),
      discard: form('discard'),
      signature: form('signature'),
      values: form('values-signature'),
    };
    const totals = await this.opening.totals(id);
    const values = {
      totals: await this.values.totals(this.reader, id),
      signature: await this.values.signature(this.reader, id),
    };
    const model = this.presenter.show(desk, { batch, forms, totals, values, progress: this.runner.progressOf(id) });
    return page('imports/show', model, { titleKey: 'imports.title' });
  }
}

/** A whole venue's money: beyond what one guest may top up. */
function sumOf(typed: string, field: string): number {
  return parseYuan(typed, { field, maxFen: Number.MAX_SAFE_INTEGER });
}
