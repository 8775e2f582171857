import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock/clock.js';
import { Device } from '../platform/http/access.js';
import type { DeviceIdentity } from '../platform/http/device-gate.js';
import { SlipChanges } from '../slips/slip-changes.js';
import { normalSlipNo, type SlipContent } from '../slips/rules/slip-content.js';
import { Slips } from '../slips/slips.js';
import { ApiActs } from './api-acts.js';
import { readInput, refundInput, slipInput, type SlipInput } from './api-input.js';
import { Key, Till } from './api-params.js';

const DAY_MS = 86_400_000;

/** Slips as the till has them: settled, refunded, replaced. */
@Controller('api/v1/slips')
@Device('slips')
export class SlipsApiController {
  constructor(
    private readonly acts: ApiActs,
    private readonly slips: Slips,
    private readonly changes: SlipChanges,
    private readonly clock: Clock,
  ) {}

  @Post()
  async receive(
    @Till() till: DeviceIdentity,
    @Key() key: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const input = readInput(slipInput, body);
    const content = this.contentOf(input);
    const command = await this.acts.command(till, 'slips.receive', key, { ...input });
    const act = this.acts.run(command, async (tx) => {
      const { arrival } = await this.slips.receive(tx, content, 'TILL');
      return { slipNo: normalSlipNo(content.slipNo), arrival };
    });
    const { slipNo, arrival } = await this.acts.answer(
      reply,
      act,
      (result) => result,
      (result) => result.arrival === 'SAME',
    );
    // listed and kept: the refusal comes after the unit, or it would be undone with it
    if (arrival === 'CONFLICT') throw new DomainError('api.slipConflict', { slipNo });
    return { slipNo, arrival };
  }

  @Post(':slipNo/refunds')
  async refund(
    @Till() till: DeviceIdentity,
    @Key() key: string,
    @Param('slipNo') slipNo: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const input = { slipNo, ...readInput(refundInput, body) };
    const command = await this.acts.command(till, 'slips.refund', key, input);
    const act = this.acts.run(command, async (tx) => {
      assertDayOpen(tx.command.businessDate);
      const { repeated, waiting = false } = await this.changes.refund(tx, input);
      const receipt = { slipNo: normalSlipNo(slipNo), refundNo: normalSlipNo(input.refundNo) };
      return { receipt: waiting ? { ...receipt, state: 'WAITING' } : receipt, known: repeated };
    });
    const receipt = await this.acts.answer(
      reply,
      act,
      (result) => result.receipt,
      ({ known }) => known,
    );
    // nothing was paid back: the till asks again with the same refund number and a new key
    if ('state' in receipt) void reply.status(202);
    return receipt;
  }

  @Post(':slipNo/replacements')
  async replace(
    @Till() till: DeviceIdentity,
    @Key() key: string,
    @Param('slipNo') slipNo: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const input = readInput(slipInput, body);
    const content = this.contentOf(input);
    const command = await this.acts.command(till, 'slips.replace', key, { replaces: slipNo, ...input });
    const act = this.acts.run(command, async (tx) => {
      assertDayOpen(tx.command.businessDate);
      const { repeated } = await this.changes.replace(tx, slipNo, content, 'TILL');
      const receipt = { slipNo: normalSlipNo(content.slipNo), replaces: normalSlipNo(slipNo) };
      return { receipt, known: repeated };
    });
    return this.acts.answer(
      reply,
      act,
      ({ receipt }) => receipt,
      ({ known }) => known,
    );
  }

  private contentOf({ settledAt, visitNo, ...slip }: SlipInput): SlipContent {
    const at = settledAt === null ? null : Date.parse(settledAt);
    // tills' clocks differ a little; a date far ahead would let points be claimed for ever
    if (at !== null && at > this.clock.now() + DAY_MS) throw new DomainError('api.settledInFuture');
    return { ...slip, settledAt: at, visitNo: visitNo ?? null, keyedFen: null };
  }
}

/** What a slip had served may be taken back by its refund, and value moves on an open day only. */
function assertDayOpen(businessDate: string | null): void {
  if (businessDate === null) throw new DomainError('venue.dayNotOpen');
}
