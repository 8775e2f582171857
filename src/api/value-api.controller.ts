import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Device } from '../platform/http/access.js';
import type { DeviceIdentity } from '../platform/http/device-gate.js';
import { normalSlipNo } from '../slips/rules/slip-content.js';
import { SpendValue } from '../stored-value/spend-value.js';
import { TopUps } from '../stored-value/top-up.js';
import { ApiActs } from './api-acts.js';
import { readInput, spendInput, topUpInput } from './api-input.js';
import { Key, Till } from './api-params.js';

/** Stored value at a till: it pays a slip, and it is topped up. The papers are stored, numbered and can be printed. */
@Controller('api/v1/cards')
export class ValueApiController {
  constructor(
    private readonly acts: ApiActs,
    private readonly spends: SpendValue,
    private readonly topUps: TopUps,
  ) {}

  @Post(':cardNo/spends')
  @Device('spends')
  async spend(
    @Till() till: DeviceIdentity,
    @Key() key: string,
    @Param('cardNo') typed: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { slipNo, amountFen, listFen } = readInput(spendInput, body);
    const { cardNo } = await this.acts.holder(typed);
    const input = { cardNo, amountFen, listFen, slipNo: normalSlipNo(slipNo) };
    const command = await this.acts.command(till, 'storedValue.spend', key, input);
    const wish = { ...input, roomNo: '', via: 'DEVICE', proof: 'TILL' } as const;
    const hand = { name: till.name, printerId: null };
    const act = this.acts.run(command, (tx) => this.spends.within(tx, wish, hand));
    return this.acts.answer(reply, act, ({ documentNo, principalFen, bonusFen, balanceFen }) => ({
      cardNo,
      documentNo,
      amountFen,
      principalFen,
      bonusFen,
      balanceFen,
      slipNo: input.slipNo,
    }));
  }

  /** The machine's own accounts take the money: it has no shift. */
  @Post(':cardNo/top-ups')
  @Device('topUps')
  async topUp(
    @Till() till: DeviceIdentity,
    @Key() key: string,
    @Param('cardNo') typed: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { principalFen: amountFen, tenders } = readInput(topUpInput, body);
    const { cardNo, membershipId } = await this.acts.holder(typed);
    const input = { membershipId, amountFen, tenders: tenders.map((tender) => ({ ...tender, reference: '' })) };
    const command = await this.acts.command(till, 'storedValue.topUp', key, input);
    const nothing = { shownBonusFen: null, receivedFen: null, secondCard: '', overTold: false, recommenderNo: '' };
    const document = { type: '', number: '', agent: null };
    const hand = { name: till.name, printerId: null, till: till.id, via: 'DEVICE' } as const;
    const act = this.acts.run(command, async (tx) => {
      await this.acts.assertServes(tx, cardNo);
      return this.topUps.within(tx, { ...input, ...nothing, document }, hand);
    });
    return this.acts.answer(reply, act, ({ documentNo, principalFen, bonusFen, balanceFen, tier }) => ({
      cardNo,
      documentNo,
      principalFen,
      bonusFen,
      balanceFen,
      tier,
    }));
  }
}
