import { venueInstant } from '../kernel/business-day.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { I18n } from '../platform/i18n/i18n.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, money, points as count } from '../platform/views/format.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import type { AgreedRefund } from '../stored-value/rules/lot-terms.js';
import { OpenLots } from '../stored-value/open-lots.js';
import { StoresService } from '../venue/stores.service.js';
import { chunksOf } from './import-kind.js';
import { ImportValueSignature } from './import-value-signature.entity.js';
import { type BatchRow, ImportsQueries } from './imports.queries.js';

const PAPER = 'zh-CN';

interface WaitingValue extends AgreedRefund {
  readonly membershipId: string;
  readonly cardId: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly paidOn: string;
  readonly invoicedBefore: number;
  readonly terms: string;
  readonly tierCause: string;
}

export interface ValueTotals {
  readonly lots: number;
  readonly principalFen: number;
  readonly bonusFen: number;
}

export interface ValueSignature {
  readonly documentId: string;
  readonly documentNo: string;
  readonly byName: string;
  readonly at: number;
}

export type SignedValues = {
  readonly batchId: string;
  readonly documentNo: string;
  readonly lots: number;
  readonly totalFen: number;
};

/** Stored value counts from the moment Finance has signed its totals (counter-practice 4.1). */
@Injectable()
export class SignValues {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: ImportsQueries,
    private readonly lots: OpenLots,
    private readonly documents: DocumentsService,
    private readonly stores: StoresService,
    private readonly i18n: I18n,
  ) {}

  /**
   * Both sums are Finance's own, from the old system, in fen; they must be the file's.
   * Throws `page.notFound`, `import.value.none`, `import.opening.signed | self`, `import.opening.mismatch` on the sum that differs, `venue.dayNotOpen`.
   */
  async sign(
    desk: DeskContext,
    requestKey: string,
    typed: { batchId: string; principalFen: number; bonusFen: number },
  ): Promise<SignedValues> {
    const command = commandOfTheDay(desk, 'imports.signOpening', requestKey, { values: typed.batchId, ...typed });
    const by = `${desk.person.name} ${desk.person.staffNo}`;
    return (await this.uow.run(command, (tx) => this.post(tx, typed, by))).result;
  }

  async totals(db: SqlReads, batchId: string): Promise<ValueTotals> {
    const row = await db.one<ValueTotals>(
      'SELECT COUNT(*) AS lots, COALESCE(SUM(principal_fen), 0) AS principal_fen, COALESCE(SUM(bonus_fen), 0) AS bonus_fen FROM import_value WHERE batch_id = ?',
      [batchId],
    );
    return row ?? { lots: 0, principalFen: 0, bonusFen: 0 };
  }

  signature(db: SqlReads, batchId: string): Promise<ValueSignature | undefined> {
    return db.one<ValueSignature>(
      'SELECT s.document_id, d.number AS document_no, f.name AS by_name, s.signed_at AS at FROM import_value_signature s ' +
        'JOIN document d ON d.id = s.document_id LEFT JOIN staff f ON f.id = s.signed_by WHERE s.batch_id = ?',
      [batchId],
    );
  }

  private async post(
    tx: Tx,
    { batchId, ...typed }: { batchId: string; principalFen: number; bonusFen: number },
    by: string,
  ): Promise<SignedValues> {
    const batch = await this.queries.find(tx, tx.command.storeId, batchId);
    const totals = await this.totals(tx, batchId);
    const signed = await this.signature(tx, batchId);
    assertSignable(batch, totals, typed, { signed, actorId: tx.command.actorId });
    const paper = await this.paper(tx, batch, totals, by);
    const waiting = await tx.rows<WaitingValue>(
      'SELECT membership_id, card_id, principal_fen, bonus_fen, paid_on, invoiced_before, terms, cooling_days, consumer_price, agreed_rate, tier_cause FROM import_value WHERE batch_id = ? ORDER BY id',
      [batchId],
    );
    for (const chunk of chunksOf(waiting, 50)) {
      await this.lots.open(
        tx,
        paper.id,
        chunk.map(({ paidOn, invoicedBefore, ...lot }) => ({
          ...lot,
          paidAt: venueInstant(paidOn, '12:00'),
          invoicedBefore: invoicedBefore === 1,
        })),
      );
      await nextTurn();
    }
    const { actorId: signedBy } = tx.command;
    await tx.insert(ImportValueSignature, { ...totals, batchId, signedBy, documentId: paper.id, signedAt: tx.now });
    const totalFen = totals.principalFen + totals.bonusFen;
    return { batchId, totalFen, documentNo: paper.number, lots: totals.lots };
  }

  private async paper(
    tx: Tx,
    batch: BatchRow,
    totals: ValueTotals,
    by: string,
  ): Promise<{ id: string; number: string }> {
    const say = (key: string) => this.i18n.t(PAPER, `imports.${key}`);
    const venue = (await this.stores.venue(tx))?.name ?? this.i18n.t(PAPER, 'desk.product');
    return this.documents.create(tx, {
      kind: 'value-opening',
      prefix: 'QZ',
      copies: [{ name: 'finance', heading: say('paper.copy'), signature: say('paper.sign') }],
      personId: null,
      printerId: null,
      compose: ({ number, at }) =>
        new Receipt()
          .title(venue)
          .heading(say('values.paper'))
          .rule()
          .pair(say('paper.number'), number)
          .pair(say('paper.at'), dateTime(at))
          .pair(say('paper.file'), batch.fileName)
          .pair(say('paper.importedBy'), batch.byName)
          .rule()
          .pair(say('values.lots'), count(totals.lots))
          .pair(say('values.principal'), money(totals.principalFen))
          .pair(say('values.bonus'), money(totals.bonusFen))
          .total(say('values.total'), money(totals.principalFen + totals.bonusFen))
          .pair(say('paper.by'), by),
    });
  }
}

function assertSignable(
  batch: BatchRow | undefined,
  totals: ValueTotals,
  typed: { principalFen: number; bonusFen: number },
  { signed, actorId }: { signed: ValueSignature | undefined; actorId: string },
): asserts batch is BatchRow {
  if (!batch || batch.kind !== 'VALUES') throw new DomainError('page.notFound');
  if (signed) throw new DomainError('import.opening.signed', { documentNo: signed.documentNo });
  if (batch.state !== 'DONE' || totals.lots === 0) throw new DomainError('import.value.none');
  if (batch.byId === actorId) throw new DomainError('import.opening.self');
  if (typed.principalFen !== totals.principalFen) throw new DomainError('import.opening.mismatch', {}, 'principal');
  if (typed.bonusFen !== totals.bonusFen) throw new DomainError('import.opening.mismatch', {}, 'bonus');
}
