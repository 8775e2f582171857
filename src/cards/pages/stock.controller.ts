import { Body, Controller, Get, Post } from '@nestjs/common';
import { parseCount } from '../../kernel/whole-number.js';
import { type Answer, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { CountBlanks } from '../stock/count-blanks.js';
import { MoveBlanks } from '../stock/move-blanks.js';
import { ReceiveBlanks } from '../stock/receive-blanks.js';
import { SpoilBlanks } from '../stock/spoil-blanks.js';
import { BlankCountForm, MoveForm, ReceiveForm, SpoilForm } from './stock.dto.js';
import { StockPages } from './stock-pages.js';

const HERE = '/card-stock';

/** Blank cards: what lies where, what comes in, what goes from hand to hand, what is counted and what is void. */
@Controller('card-stock')
export class StockController {
  constructor(
    private readonly pages: StockPages,
    private readonly receiving: ReceiveBlanks,
    private readonly moving: MoveBlanks,
    private readonly spoiling: SpoilBlanks,
    private readonly counting: CountBlanks,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('cards.viewStock')
  show(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.pages.page(desk, '');
  }

  @Get('receipts')
  @Allow('cards.receiveBlanks')
  receiveForm(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.pages.page(desk, 'receipts');
  }

  @Post('receipts')
  @Allow('cards.receiveBlanks')
  receive(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReceiveForm,
      act: ({ requestKey, kindCode, numbers, source, place, cosignStaffNo: staffNo, cosignPassword: pin }) =>
        this.receiving.receive(
          desk,
          requestKey,
          { kindCode, numbers, source, toDesk: place === 'DESK' },
          { staffNo, pin },
        ),
      done: ({ documentId, number, pieces }) => seeOther(HERE, paper('received', documentId, number, pieces)),
      again: (problem) => this.pages.page(desk, 'receipts', problem),
    });
  }

  @Get('moves')
  @Allow('cards.moveBlanks')
  moveForm(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.pages.page(desk, 'moves');
  }

  @Post('moves')
  @Allow('cards.moveBlanks')
  move(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: MoveForm,
      act: ({ requestKey, numbers, to, cosignStaffNo: staffNo, cosignPassword: pin }) =>
        this.moving.move(desk, requestKey, { numbers, to: to === 'WITNESS' ? to : 'DESK' }, { staffNo, pin }),
      done: ({ documentId, number, pieces }) => seeOther(HERE, paper('moved', documentId, number, pieces)),
      again: (problem) => this.pages.page(desk, 'moves', problem),
    });
  }

  @Get('voids')
  @Allow('cards.spoilBlank')
  spoilForm(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.pages.page(desk, 'voids');
  }

  @Post('voids')
  @Allow('cards.spoilBlank')
  spoil(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: SpoilForm,
      act: ({ requestKey, numbers, reason }) => this.spoiling.spoil(desk, requestKey, { numbers, reason }),
      done: ({ documentId, number, pieces }) => seeOther(HERE, paper('spoilt', documentId, number, pieces)),
      again: (problem) => this.pages.page(desk, 'voids', problem),
    });
  }

  @Get('counts')
  @Allow('cards.countBlanks')
  countForm(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.pages.page(desk, 'counts');
  }

  @Post('counts')
  @Allow('cards.countBlanks')
  count(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: BlankCountForm,
      act: ({ requestKey, kindCode, counted: typed, missing, cosignStaffNo: staffNo, cosignPassword: pin }) => {
        const counted = parseCount(typed, { min: 0, max: 100_000, field: 'counted' });
        return this.counting.count(desk, requestKey, { kindCode, counted, missing }, { staffNo, pin });
      },
      done: ({ counted, missing }) =>
        seeOther(HERE, {
          tone: missing === 0 ? 'ok' : 'warn',
          key: missing === 0 ? 'cardlife.stock.counted' : 'cardlife.stock.countedShort',
          params: missing === 0 ? { counted } : { counted, missing },
        }),
      again: (problem) => this.pages.page(desk, 'counts', problem),
    });
  }
}

function paper(act: string, documentId: string, number: string, pieces: number) {
  return {
    tone: 'ok',
    key: `cardlife.stock.done.${act}`,
    params: { number, pieces },
    href: `/documents/${documentId}`,
    hrefKey: 'cardlife.print',
  } as const;
}
