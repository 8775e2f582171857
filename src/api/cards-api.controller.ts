import { Controller, Get, Param, Query } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { Device } from '../platform/http/access.js';
import { PointsOf } from '../points/points-of.js';
import { Lots } from '../stored-value/lots.js';
import { ApiActs } from './api-acts.js';
import { pageInput, readInput } from './api-input.js';
import { isoTime } from './iso-time.js';

/** What a card is worth, and how it came to it. */
@Controller('api/v1/cards')
@Device('cards')
export class CardsApiController {
  constructor(
    private readonly acts: ApiActs,
    private readonly points: PointsOf,
    private readonly lots: Lots,
    private readonly reader: Reader,
  ) {}

  @Get(':cardNo')
  async show(@Param('cardNo') cardNo: string) {
    const { cardNo: number, cardState, frozenReason, tier, membershipId } = await this.acts.holder(cardNo);
    const pointsBalance = await this.points.balance(this.reader, membershipId);
    return {
      cardNo: number,
      status: cardState,
      frozen: frozenReason !== null,
      tier,
      pointsBalance,
      ...(await this.lots.balance(this.reader, membershipId)),
    };
  }

  @Get(':cardNo/transfers')
  async transfers(@Param('cardNo') cardNo: string, @Query() query: unknown) {
    const { cursor, limit } = readInput(pageInput, query);
    const { membershipId } = await this.acts.holder(cardNo);
    const wanted = { limit: limit + 1, ...(cursor === undefined ? {} : { beforeId: cursor }) };
    const movements = await this.points.movements(this.reader, membershipId, wanted);
    const shown = movements.slice(0, limit);
    return {
      transfers: shown.map(({ id, at, businessDate, kind, points: amount, expiresOn, documentNo }) => ({
        id,
        businessDate,
        kind,
        amount,
        documentNo,
        unit: 'POINT',
        at: isoTime(at),
        expiresOn: expiresOn === '' ? null : expiresOn,
      })),
      nextCursor: movements.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }
}
