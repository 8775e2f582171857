import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import type { Answer, FlashNote } from '../../platform/http/page-result.js';
import { seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { Reader } from '../../platform/database/reader.js';
import { MatchNight } from '../match-night.service.js';
import { Morning } from '../morning.service.js';
import { NightBackups } from '../night-backups.js';
import { sealOf } from '../night-rows.js';
import { SealNight } from '../seal-night.service.js';
import { NightDeskPage, type NightStep } from './night-desk-page.js';
import { NightHistory } from './night-history.js';
import { fieldsFrom, keyedFrom, witnessOf } from './night-input.js';
import { NightPages } from './night-pages.js';

type Done = readonly [path: string, flash: FlashNote];
const FLASH = {
  ACCEPT: { tone: 'ok', key: 'night.morning.accepted' },
  AGAIN: { tone: 'warn', key: 'night.morning.again' },
  ALARM: { tone: 'bad', key: 'night.morning.alarmed' },
} as const;

/** 日结封存 and 晨间验封: each act is one form of the desk's page. */
@Controller('night')
export class NightController {
  constructor(
    private readonly matching: MatchNight,
    private readonly sealing: SealNight,
    private readonly morning: Morning,
    private readonly backups: NightBackups,
    private readonly pages: NightPages,
    private readonly deskPage: NightDeskPage,
    private readonly history: NightHistory,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('night.view')
  tonight(@Desk() desk: DeskContext): Promise<Answer> {
    return this.pages.tonight(desk);
  }

  @Get('history')
  @Allow('night.view')
  nights(@Desk() desk: DeskContext): Promise<Answer> {
    return this.history.list(desk);
  }

  @Get('seals/:id')
  @Allow('night.view')
  seal(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.history.seal(desk, id);
  }

  @Get('desks/:id')
  @Allow('night.view')
  desk(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.deskPage.page(desk, id);
  }

  @Post('desks/:id/match')
  @Allow('night.match')
  match(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.act(desk, id, body, 'match', async (requestKey) => {
      const { verdict, problem, pin } = fieldsOf(body, ['verdict', 'problem', 'pin']);
      await this.matching.match(desk, requestKey, id, {
        problem,
        pin,
        verdict: verdict === 'PROBLEM' ? 'PROBLEM' : 'NONE',
        typed: fieldsFrom(body, 'line-'),
      });
      return [`/night/desks/${id}`, { tone: 'ok', key: 'night.match.done' }];
    });
  }

  @Post('seals/:id/seal')
  @Allow('night.seal')
  async sealIt(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { deskId } = await sealOf(this.reader, desk.store.id, id);
    return this.act(desk, deskId, body, 'seal', async (requestKey) => {
      const typed = fieldsOf(body, ['number', 'problem']);
      const form = { ...typed, typed: fieldsFrom(body, 'line-'), guard: witnessOf(body) };
      const documentId = await this.sealing.seal(desk, requestKey, id, form);
      return [`/documents/${documentId}`, { tone: 'ok', key: 'night.seal.done' }];
    });
  }

  @Post('seals/:id/acceptance')
  @Allow('night.accept')
  async accept(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { deskId, deskName } = await sealOf(this.reader, desk.store.id, id);
    return this.act(desk, deskId, body, 'accept', async (requestKey) => {
      const form = { ...fieldsOf(body, ['seal']), blanks: keyedFrom(body, 'blank-'), second: witnessOf(body) };
      const verdict = await this.morning.accept(desk, requestKey, id, form);
      const path = verdict === 'ACCEPT' ? '/shifts' : `/night/desks/${deskId}`;
      return [path, { ...FLASH[verdict], params: { desk: deskName } }];
    });
  }

  @Post('seals/:id/alarm')
  @Allow('night.alarm')
  async alarm(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { deskId } = await sealOf(this.reader, desk.store.id, id);
    return this.act(desk, deskId, body, 'alarm', async (requestKey) => {
      const form = { ...fieldsOf(body, ['what', 'problem']), second: witnessOf(body) };
      await this.morning.alarm(desk, requestKey, id, form);
      return [`/night/desks/${deskId}`, { tone: 'bad', key: 'night.morning.alarmDone' }];
    });
  }

  @Post('seals/:id/clearance')
  @Allow('night.clear')
  async clear(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { deskId, deskName } = await sealOf(this.reader, desk.store.id, id);
    return this.act(desk, deskId, body, 'clear', async (requestKey) => {
      await this.morning.clear(desk, requestKey, id, fieldsOf(body, ['problem']).problem);
      return ['/night', { tone: 'ok', key: 'night.clear.done', params: { desk: deskName } }];
    });
  }

  @Post('backup')
  @Allow('night.backup')
  backup(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: () => this.backups.runIfDue(),
      done: () => seeOther('/night', { tone: 'ok', key: 'night.backup.done' }),
      again: (problem) => this.pages.tonight(desk, problem),
    });
  }

  private act(
    desk: DeskContext,
    deskId: string,
    body: unknown,
    step: NightStep,
    act: (requestKey: string) => Promise<Done>,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => act(requestKey),
      done: ([path, flash]) => seeOther(path, flash),
      again: (problem) => this.deskPage.page(desk, deskId, { step, problem }),
    });
  }
}
