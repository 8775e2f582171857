import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GiftsQueries } from '../gifts/gifts.queries.js';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import { Device } from '../platform/http/access.js';
import type { DeviceIdentity } from '../platform/http/device-gate.js';
import { CreditSlip } from '../points/credit-slip.js';
import { RedeemGift } from '../points/redemption/redeem-gift.js';
import { normalSlipNo } from '../slips/rules/slip-content.js';
import { StoresService } from '../venue/stores.service.js';
import { ApiActs } from './api-acts.js';
import { creditInput, readInput, redemptionInput } from './api-input.js';
import { Key, Till } from './api-params.js';

/** The two acts of the counter that a machine may do by itself; the papers are stored, numbered and can be printed. */
@Controller('api/v1/cards')
export class PointsApiController {
  constructor(
    private readonly acts: ApiActs,
    private readonly credits: CreditSlip,
    private readonly redemptions: RedeemGift,
    private readonly gifts: GiftsQueries,
    private readonly stores: StoresService,
    private readonly reader: Reader,
  ) {}

  @Post(':cardNo/points')
  @Device('points')
  async credit(
    @Till() till: DeviceIdentity,
    @Key() key: string,
    @Param('cardNo') cardNo: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const slipNo = normalSlipNo(readInput(creditInput, body).slipNo);
    const holder = await this.acts.holder(cardNo);
    const input = { membershipId: holder.membershipId, slipNo, paper: null };
    const command = await this.acts.command(till, 'points.creditSlip', key, input);
    const store = (await this.stores.stores(this.reader)).find(({ id }) => id === till.storeId);
    const clerk = { name: till.name, storeName: store?.name ?? '', printerId: null, locale: 'zh-CN' as const };
    const act = this.acts.run(command, async (tx) => {
      await this.acts.assertServes(tx, cardNo);
      return this.credits.credit(tx, input, clerk);
    });
    return this.acts.answer(reply, act, (credited) => ({
      slipNo,
      cardNo: holder.cardNo,
      documentNo: credited.documentNo,
      points: credited.points,
      pointsBefore: credited.balanceBefore,
      pointsBalance: credited.balanceAfter,
      expiresOn: credited.expiresOn,
    }));
  }

  @Post(':cardNo/redemptions')
  @Device('gifts')
  async redeem(
    @Till() till: DeviceIdentity,
    @Key() key: string,
    @Param('cardNo') cardNo: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { itemCode, quantity } = readInput(redemptionInput, body);
    const holder = await this.acts.holder(cardNo);
    const { membershipId } = holder;
    const command = await this.acts.command(till, 'gifts.redeem', key, { membershipId, itemCode, quantity });
    const act = this.acts.run(command, async (tx) => {
      await this.acts.assertServes(tx, cardNo);
      const offer = await this.gifts.offerByCode(tx, till.storeId, itemCode, tx.command.businessDate ?? '');
      if (!offer) throw new DomainError('gifts.unknown');
      const wish = { membershipId, quantity, offerId: offer.offerId, later: false };
      return { code: offer.code, ...(await this.redemptions.redeem(tx, wish, { name: till.name, printerId: null })) };
    });
    return this.acts.answer(reply, act, ({ code, documentNo, points, balance }) => ({
      quantity,
      documentNo,
      points,
      cardNo: holder.cardNo,
      itemCode: code,
      pointsBalance: balance,
    }));
  }
}
