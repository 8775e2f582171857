import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { clockTime, dateTime, points } from '../../platform/views/format.js';
import { Allow, commandAt, Desk, type DeskContext } from '../../staff/desk-context.js';
import { SIGNATURE_OUTCOMES } from '../rules/signature-outcome.js';
import { type MerchantCopy, Signatures } from '../signatures.js';
import { signatureTone } from './confirmation.presenter.js';
import { OutcomeForm } from './credit.dto.js';

/** The pile of merchant copies before handover (003E-005): compared by hand, ticked at once. */
@Controller('points/signatures')
@Allow('points.settleSignature')
export class SignaturesController {
  constructor(
    private readonly signatures: Signatures,
    private readonly reader: Reader,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  list(@Desk() desk: DeskContext, @Query('all') all: unknown): Promise<PageAnswer> {
    return this.page(desk, all === undefined);
  }

  @Post()
  settle(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const ids = tickedIds(body);
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: OutcomeForm,
      act: ({ requestKey, outcome }) =>
        this.signatures.settle(commandAt(desk, 'points.settleSignature', requestKey, { ids, outcome }), ids, outcome),
      done: ({ result }) =>
        seeOther('/points/signatures', {
          tone: 'ok',
          key: 'points.signatures.done',
          params: { count: result.settled },
        }),
      again: (problem) => this.page(desk, true, problem),
    });
  }

  private async page(desk: DeskContext, open: boolean, problem?: FormProblem): Promise<PageAnswer> {
    const { locale } = desk;
    const copies = await this.copies(desk, open);
    const say = (key: string) => this.i18n.t(locale, `points.signatures.${key}`);
    const model = {
      form: {
        action: '/points/signatures',
        requestKey: uuidv7(),
        values: { outcome: 'SIGNED' },
        errors: problem?.errors ?? {},
      },
      idsError: problem?.errors['ids'],
      copies: copies.map((copy) => this.row(desk, copy)),
      count: String(copies.length),
      open,
      tabs: [
        { href: '/points/signatures', label: say('toSign'), active: open, count: undefined },
        { href: '/points/signatures?all=1', label: say('all'), active: !open, count: undefined },
      ],
      outcomes: SIGNATURE_OUTCOMES.map((value) => ({ value, label: say(value) })),
    };
    return page('points/signatures', model, { titleKey: 'points.signatures.title' });
  }

  private async copies({ store, businessDate }: DeskContext, open: boolean): Promise<MerchantCopy[]> {
    if (open) return this.signatures.toSign(this.reader, store.id);
    return businessDate === null ? [] : this.signatures.ofDay(this.reader, store.id, businessDate);
  }

  private row({ locale, businessDate }: DeskContext, copy: MerchantCopy): object {
    return {
      id: copy.confirmationId,
      href: `/points/confirmations/${copy.confirmationId}`,
      number: copy.documentNo,
      time: copy.businessDate === businessDate ? clockTime(copy.at) : dateTime(copy.at),
      slip: `${copy.slipNo} / ${copy.roomNo}`,
      card: `**** ${copy.tail}`,
      points: points(copy.points),
      clerk: copy.clerkName,
      badge: {
        text: this.i18n.t(locale, `points.signatures.${copy.state}`),
        tone: signatureTone[copy.state],
        icon: undefined,
      },
    };
  }
}

/** Ticks arrive as one text or as several of the same name. */
function tickedIds(body: unknown): string[] {
  if (typeof body !== 'object' || body === null || !('ids' in body)) return [];
  const { ids } = body;
  const list: unknown[] = Array.isArray(ids) ? ids : [ids];
  return list.filter((id) => typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)).map(String);
}
