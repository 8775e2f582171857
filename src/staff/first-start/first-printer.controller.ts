import { Body, Controller, Get, Post, UseGuards } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { checkedAddress } from '../../platform/printing/printers.service.js';
import { printTestPage } from '../../platform/printing/printer-test.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../desk-context.js';
import { StaffKeyForm } from '../staff.dto.js';
import { FirstPrinterForm } from './first-start.dto.js';
import { FirstStartService } from './first-start.service.js';
import { FirstStartSteps } from './first-start-steps.js';
import { UnderWayGuard } from './under-way.guard.js';

const ACTION = '/first-start/printer';

/** Last step: a test page, then the printer is kept, or the browser prints; and the first start is over. */
@Controller('first-start/printer')
@Allow('printers.manage')
@UseGuards(UnderWayGuard)
export class FirstPrinterController {
  constructor(
    private readonly service: FirstStartService,
    private readonly steps: FirstStartSteps,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  show(@Desk() desk: DeskContext): Answer {
    return this.page(desk, emptyForm(ACTION, uuidv7()));
  }

  @Post()
  testOrKeep(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: FirstPrinterForm,
      act: ({ requestKey, host, step }) =>
        step === 'save' ? this.keep(desk, requestKey, host) : this.test(desk, host),
      done: (answer) => answer,
      again: (problem) => this.page(desk, { action: ACTION, requestKey: uuidv7(), ...problem }),
    });
  }

  @Post('finish')
  finish(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: StaffKeyForm,
      act: ({ requestKey }) => this.service.finish(desk, requestKey),
      done: () => finished(),
      again: (problem) => this.page(desk, { action: ACTION, requestKey: uuidv7(), ...problem }),
    });
  }

  private async keep(desk: DeskContext, key: string, host: string): Promise<Answer> {
    await this.service.usePrinter(desk, key, host);
    await this.service.finish(desk, uuidv7());
    return finished();
  }

  private async test(desk: DeskContext, host: string): Promise<Answer> {
    const t = (key: string) => this.i18n.t(desk.locale, `staff.firstStart.${key}`);
    const text = { title: t('printerTestTitle'), lines: [t('printerTestLine')] };
    const { state } = await printTestPage(checkedAddress({ name: '', host }), text);
    return this.page(desk, emptyForm(ACTION, uuidv7(), { host }), state);
  }

  private page(desk: DeskContext, form: FormModel, delivery = ''): Answer {
    const model = {
      form,
      sent: delivery === 'sent',
      failed: delivery !== '' && delivery !== 'sent',
      finish: emptyForm(`${ACTION}/finish`, uuidv7()),
      steps: this.steps.at('printer', desk.locale),
    };
    return page('first-start/printer', model, { titleKey: 'staff.firstStart.title', frame: 'bare' });
  }
}

function finished(): Answer {
  return seeOther('/', { tone: 'ok', key: 'staff.firstStart.finished' });
}
