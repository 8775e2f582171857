import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseCount } from '../kernel/whole-number.js';
import { Clock } from '../platform/clock/clock.js';
import { KeyedForm } from '../platform/http/keyed-form.js';
import { type Answer, file, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { Submit } from '../platform/http/submit.js';
import { uploadedFile } from '../platform/http/uploaded-file.js';
import { SETTINGS } from '../platform/settings/settings.module.js';
import type { Settings } from '../platform/settings/settings.js';
import { points } from '../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { ImportPages } from './import-pages.js';
import { ImportRunner } from './import-runner.js';
import { HandInForm, SignOpeningForm } from './imports.dto.js';
import { ImportsService } from './imports.service.js';
import { isSampleName, sampleFiles } from './samples/sample-files.js';
import { SignOpening } from './sign-opening.js';

/** Seconds after which the page of a running import is loaded again, with or without script. */
const REFRESH_SECONDS = '2';

/** Lists from files: hand in, look, confirm; Finance signs what members bring. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly clock: Clock,
    private readonly pages: ImportPages,
    private readonly imports: ImportsService,
    private readonly runner: ImportRunner,
    private readonly opening: SignOpening,
    private readonly submit: Submit,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Allow('imports.view')
  list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.pages.list(desk);
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
      again: (problem) => this.pages.list(desk, problem),
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
    return this.pages.batch(desk, id);
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
      again: (problem) => this.pages.batch(desk, id, problem),
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
      again: (problem) => this.pages.batch(desk, id, problem),
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
      again: (problem) => this.pages.batch(desk, id, problem),
    });
  }
}
