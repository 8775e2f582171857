import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../platform/database/reader.js';
import { setTerminalCookie, TERMINAL_COOKIE } from '../platform/http/cookies.js';
import { type Answer, page, seeOther } from '../platform/http/page-result.js';
import { Submit } from '../platform/http/submit.js';
import { PrintersService } from '../platform/printing/printers.service.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { StoresService } from './stores.service.js';
import { TerminalsService } from './terminals.service.js';
import { KeyedForm, TerminalForm, TerminalPrinterForm } from './venue.dto.js';
import { VenueActs } from './venue-acts.service.js';
import { VenuePresenter } from './venue.presenter.js';

const ACTION = '/venue/terminals';

/** The PCs that may be signed in at with a short password, a PIN or a badge. */
@Controller('venue/terminals')
@Allow('venue.enrolTerminal')
export class TerminalsController {
  constructor(
    private readonly acts: VenueActs,
    private readonly terminals: TerminalsService,
    private readonly stores: StoresService,
    private readonly printers: PrintersService,
    private readonly present: VenuePresenter,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get()
  show(@Desk() desk: DeskContext, @Req() request: FastifyRequest): Promise<Answer> {
    return this.page(desk, request, emptyForm(ACTION, uuidv7()));
  }

  /** The PC is known from the next sign-in on: the session that enrolled it began elsewhere. */
  @Post()
  enrol(
    @Desk() desk: DeskContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: TerminalForm,
      act: ({ requestKey, ...terminal }) => this.acts.enrolTerminal(desk, requestKey, terminal),
      done: (token) => {
        setTerminalCookie(reply, token);
        return seeOther(ACTION, { tone: 'ok', key: 'venue.terminals.done' });
      },
      again: (problem) => this.page(desk, request, { action: ACTION, requestKey: uuidv7(), ...problem }),
    });
  }

  @Post(':id/revoke')
  revoke(
    @Desk() desk: DeskContext,
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.acts.revokeTerminal(desk, requestKey, id),
      done: () => seeOther(ACTION, { tone: 'ok', key: 'venue.terminals.revoked' }),
      again: ({ errors }) => this.page(desk, request, { ...emptyForm(ACTION, uuidv7()), errors }),
    });
  }

  @Post(':id/printer')
  usePrinter(
    @Desk() desk: DeskContext,
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: TerminalPrinterForm,
      act: ({ requestKey, printerId }) => this.acts.usePrinter(desk, requestKey, id, printerId),
      done: () => seeOther(ACTION, { tone: 'ok', key: 'venue.terminals.printerDone' }),
      again: ({ errors }) => this.page(desk, request, { ...emptyForm(ACTION, uuidv7()), errors }),
    });
  }

  private async page(desk: DeskContext, request: FastifyRequest, form: FormModel): Promise<Answer> {
    const { store, locale } = desk;
    const here = await this.terminals.recognise(this.reader, request.cookies[TERMINAL_COOKIE]);
    const rows = await this.terminals.list(this.reader, store.id);
    const printers = await this.printers.list(this.reader, store.id);
    const model = {
      tabs: this.present.tabs(desk, 'terminals'),
      form,
      here: here?.name,
      desks: await this.deskOptions(),
      printers: printers.map(({ id, name }) => ({ value: id, label: name })),
      terminals: this.present.terminals(rows, here?.id, locale).map((row) => ({
        ...row,
        revokeForm: emptyForm(row.revoke, uuidv7()),
        printerForm: emptyForm(row.printer, uuidv7(), { printerId: row.printerId }),
      })),
    };
    return page('venue/terminals', model, { titleKey: 'venue.terminals.title' });
  }

  /** Desks of every store: a new house's first PC is enrolled by somebody who stands in it. */
  private async deskOptions(): Promise<{ value: string; label: string }[]> {
    const options: { value: string; label: string }[] = [];
    for (const store of await this.stores.stores(this.reader)) {
      const desks = await this.stores.desks(this.reader, store.id);
      options.push(...desks.map(({ id, name }) => ({ value: id, label: `${store.name} · ${name}` })));
    }
    return options;
  }
}
