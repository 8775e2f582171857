import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate, proposedBusinessDate } from '../kernel/business-day.js';
import type { Tx } from '../platform/database/tx.js';
import { PolicyService } from '../venue/policy.service.js';
import { SlipClaims } from './slip-claims.js';
import { SlipStoredValues } from './slip-stored-values.js';
import { SlipConflict } from './slip-conflict.entity.js';
import { SlipLine } from './slip-line.entity.js';
import { SlipTender } from './slip-tender.entity.js';
import { Slip } from './slip.entity.js';
import { contentOf, partsOf, slipByNo, type SlipRow } from './slip-rows.js';
import {
  arrivalOf,
  chargedFen,
  contentText,
  normalContent,
  type SlipContent,
  type SlipSource,
} from './rules/slip-content.js';

export interface ReceivedSlip {
  readonly slipId: string;
  /** NEW and NEWER are in force; SAME changed nothing; CONFLICT waits for a lead. */
  readonly arrival: 'NEW' | 'SAME' | 'NEWER' | 'CONFLICT';
}

/** Takes in consumption slips (003E-003), whoever sends them, however often. */
@Injectable()
export class Slips {
  constructor(
    private readonly claims: SlipClaims,
    private readonly policies: PolicyService,
    private readonly values: SlipStoredValues,
  ) {}

  /**
   * Receives one slip of the command's store. The same content again is the same row; a settled slip with another content is listed as a conflict
   * and never overwritten. Throws `slips.no.*`, `slips.amount.invalid`, `slips.tooManyLines`, `slips.storedValue.differs`.
   */
  async receive(tx: Tx, slip: SlipContent, source: SlipSource): Promise<ReceivedSlip> {
    const given = normalContent(slip);
    const held = await slipByNo(tx, tx.command.storeId, given.slipNo);
    if (!held) {
      await this.values.assertTells(tx, given);
      return { slipId: await this.insert(tx, given, source), arrival: 'NEW' };
    }
    if (held.digest === digestOf(given)) return { slipId: held.id, arrival: 'SAME' };
    const heldContent = contentOf(held, (await partsOf(tx, [held.id])).get(held.id));
    const sent = [
      { ...heldContent, source: held.source },
      { ...given, source },
    ] as const;
    const served = (await this.claims.standing(tx, held.id)).length > 0;
    const arrival = arrivalOf(...sent, {
      served,
      groupBuyEarns: await this.groupBuyEarns(tx, given),
    });
    if (arrival === 'NEWER') {
      await this.values.assertTells(tx, given);
      await this.putInForce(tx, held, given, source);
      // of the same worth for points, yet paid in other ways than the paper was keyed
      if (served) await this.claims.changed(tx, held.id, { cause: 'CORRECTION', refId: held.id, slipId: held.id });
    }
    if (arrival === 'CONFLICT') await this.listConflict(tx, held.id, { held: heldContent, given, source });
    return { slipId: held.id, arrival };
  }

  /** Another content is in force from now on; the one before stays readable under its version. */
  async putInForce(
    tx: Tx,
    held: Pick<SlipRow, 'id' | 'version'>,
    given: SlipContent,
    source: SlipSource,
  ): Promise<void> {
    const version = held.version + 1;
    await tx.run(
      'UPDATE slip SET room_no = ?, visit_no = ?, settled_at = ?, business_date = ?, source = ?, keyed_fen = ?, charged_fen = ?, ' +
        'version = ?, digest = ? WHERE id = ?',
      [
        given.roomNo,
        given.visitNo,
        given.settledAt,
        nightOf(given),
        source,
        given.keyedFen,
        chargedFen(given),
        version,
        digestOf(given),
        held.id,
      ],
    );
    await this.insertParts(tx, held.id, version, given);
  }

  private async groupBuyEarns(tx: Tx, given: SlipContent): Promise<boolean> {
    const { storeId } = tx.command;
    return (await this.policies.current(tx, storeId, nightOf(given) ?? calendarDate(tx.now))).points.groupBuyEarns;
  }

  private async insert(tx: Tx, given: SlipContent, source: SlipSource): Promise<string> {
    const id = uuidv7();
    const { slipNo, roomNo, visitNo, settledAt, keyedFen } = given;
    await tx.insert(Slip, {
      id,
      slipNo,
      roomNo,
      visitNo,
      settledAt,
      keyedFen,
      source,
      storeId: tx.command.storeId,
      businessDate: nightOf(given),
      chargedFen: chargedFen(given),
      version: 1,
      digest: digestOf(given),
      replacesId: null,
      replacedById: null,
      receivedAt: tx.now,
    });
    await this.insertParts(tx, id, 1, given);
    return id;
  }

  private async insertParts(tx: Tx, slipId: string, version: number, { lines, tenders }: SlipContent): Promise<void> {
    for (const [position, line] of lines.entries()) await tx.insert(SlipLine, { slipId, version, position, ...line });
    for (const [position, { kind, amountFen, bonusFen = 0 }] of tenders.entries()) {
      await tx.insert(SlipTender, { slipId, version, position, kind, amountFen, bonusFen });
    }
  }

  private async listConflict(
    tx: Tx,
    slipId: string,
    { held, given, source }: { held: SlipContent; given: SlipContent; source: SlipSource },
  ): Promise<void> {
    const digest = digestOf(given);
    const known = await tx.one('SELECT id FROM slip_conflict WHERE slip_id = ? AND digest = ?', [slipId, digest]);
    if (known) return;
    await tx.insert(SlipConflict, {
      id: uuidv7(),
      slipId,
      digest,
      source,
      storeId: tx.command.storeId,
      held: contentText(held),
      given: contentText(given),
      state: 'OPEN',
      receivedAt: tx.now,
      resolvedBy: null,
      resolvedAt: null,
      reason: null,
    });
  }
}

function nightOf({ settledAt }: SlipContent): string | null {
  return settledAt === null ? null : proposedBusinessDate(settledAt);
}

function digestOf(slip: SlipContent): string {
  return createHash('sha256').update(contentText(slip)).digest('base64url');
}
