import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import { type CardHolder, CardLookup } from '../cards/card-lookup.js';
import { assertUsable } from '../cards/rules/card-life.js';
import type { Command, Json, Outcome } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DeviceIdentity } from '../platform/http/device-gate.js';
import { BusinessDaysService } from '../venue/business-days.service.js';

/** What the acts of all machines have in common: the command, the status, the card. */
@Injectable()
export class ApiActs {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly days: BusinessDaysService,
    private readonly cards: CardLookup,
  ) {}

  /** The command of a machine's act, on the business day that is open in its store. */
  async command<Input extends Json>(
    till: DeviceIdentity,
    kind: string,
    key: string,
    input: Input,
  ): Promise<Command<Input>> {
    const day = await this.days.current(this.reader, till.storeId);
    const where = { storeId: till.storeId, terminalId: null, businessDate: day?.businessDate ?? null };
    return { ...where, kind, key, input, actorId: till.id };
  }

  run<R extends Json>(command: Command, work: (tx: Tx) => Promise<R>): Promise<Outcome<R>> {
    return this.units.run(command, work);
  }

  /** The body of the answer: 201 for what is new, 200 for what was known. Throws `api.keyReused`. */
  async answer<R, Body>(
    reply: FastifyReply,
    act: Promise<Outcome<R>>,
    show: (result: R) => Body,
    known?: (result: R) => boolean,
  ): Promise<Body> {
    try {
      const { result, repeated } = await act;
      void reply.status(repeated || known?.(result) === true ? 200 : 201);
      return show(result);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'form.keyReused') throw new DomainError('api.keyReused');
      throw error;
    }
  }

  /** Whom the card stands for. Throws `api.cardUnknown`; a stopped card is shown, but it does not act: see `assertServes`. */
  async holder(cardNo: string): Promise<CardHolder> {
    const holder = await this.cards.byNumber(this.reader, cardNo);
    if (!holder) throw new DomainError('api.cardUnknown');
    return holder;
  }

  /**
   * The very card that was presented serves tonight. Asked within the unit of work: an act that was done is answered from the journal, also when
   * the day was closed or the card stopped since. Throws `card.*`, `venue.dayNotOpen`, `api.cardUnknown`.
   */
  async assertServes(tx: Tx, cardNo: string): Promise<void> {
    const { businessDate } = tx.command;
    const holder = await this.cards.byNumber(tx, cardNo);
    if (!holder) throw new DomainError('api.cardUnknown');
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    assertUsable(holder, businessDate);
  }
}
