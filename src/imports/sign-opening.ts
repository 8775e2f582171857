import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { addDays } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { Ledger } from '../ledger/ledger.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { I18n } from '../platform/i18n/i18n.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, points as pointsText } from '../platform/views/format.js';
import { PointsOf } from '../points/points-of.js';
import { creditTransfers } from '../points/points-postings.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { StoresService } from '../venue/stores.service.js';
import { chunksOf } from './import-kind.js';
import { ImportSignature } from './import-signature.entity.js';
import { type BatchRow, ImportsQueries } from './imports.queries.js';

const PAPER = 'zh-CN';

interface Opening {
  readonly membershipId: string;
  readonly points: number;
  readonly expiresOn: string;
}

export interface Signed {
  readonly [figure: string]: string | number;
  readonly batchId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly members: number;
  readonly points: number;
}

/** Opening points count from the moment Finance has signed their totals (counter-practice 4.1). */
@Injectable()
export class SignOpening {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: ImportsQueries,
    private readonly ledger: Ledger,
    private readonly pointsOf: PointsOf,
    private readonly documents: DocumentsService,
    private readonly stores: StoresService,
    private readonly policies: PolicyService,
    private readonly i18n: I18n,
  ) {}

  /**
   * `total` is the sum Finance has from the old system; it must be the file's.
   * Throws `page.notFound`, `import.opening.none|signed|mismatch|self`, `venue.dayNotOpen`.
   */
  async sign(
    desk: DeskContext,
    requestKey: string,
    { batchId, total }: { batchId: string; total: number },
  ): Promise<Signed> {
    const command = commandOfTheDay(desk, 'imports.signOpening', requestKey, { batchId, total });
    const by = `${desk.person.name} ${desk.person.staffNo}`;
    return (await this.uow.run(command, (tx) => this.post(tx, { batchId, total, by }))).result;
  }

  totals(batchId: string): Promise<{ members: number; points: number }> {
    return this.queries.openingTotals(this.reader, batchId);
  }

  private async post(tx: Tx, { batchId, total, by }: { batchId: string; total: number; by: string }): Promise<Signed> {
    const batch = await this.queries.find(tx, tx.command.storeId, batchId);
    const totals = await this.queries.openingTotals(tx, batchId);
    assertSignable(batch, totals, total, tx.command.actorId);
    const { id: documentId, number: documentNo } = await this.paper(tx, batch, { ...totals, by });
    const openings = await tx.rows<Opening>(
      'SELECT membership_id, points, expires_on FROM import_opening WHERE batch_id = ? ORDER BY id',
      [batchId],
    );
    for (const chunk of chunksOf(openings, 50)) {
      await this.postChunk(tx, documentId, chunk);
      await nextTurn();
    }
    await tx.insert(ImportSignature, {
      batchId,
      documentId,
      ...totals,
      signedBy: tx.command.actorId,
      signedAt: tx.now,
    });
    return { batchId, documentId, documentNo, ...totals };
  }

  /** Points that ran out while they waited for the signature get the days a guest always has; a debt is repaid first. */
  private async postChunk(tx: Tx, documentId: string, openings: readonly Opening[]): Promise<void> {
    const { storeId, businessDate } = tx.command;
    const today = businessDate ?? '';
    const { minRestoreDays } = (await this.policies.current(tx, storeId, today)).points;
    const debts = await this.pointsOf.debts(
      tx,
      openings.map(({ membershipId }) => membershipId),
    );
    const from = { kind: 'points.opening', owner: storeId } as const;
    const transfers = openings.flatMap(({ membershipId, points, expiresOn: last }) => {
      const expiresOn = last < today ? addDays(today, minRestoreDays) : last;
      return creditTransfers({ from, membershipId, points, expiresOn, debtPoints: debts.get(membershipId) ?? 0 });
    });
    await this.ledger.post(tx, { kind: 'points.opening', documentId, transfers });
  }

  private async paper(
    tx: Tx,
    batch: BatchRow,
    totals: { members: number; points: number; by: string },
  ): Promise<{ id: string; number: string }> {
    const say = (key: string) => this.i18n.t(PAPER, key);
    const venue = (await this.stores.venue(tx))?.name ?? say('desk.product');
    return this.documents.create(tx, {
      kind: 'points-opening',
      prefix: 'QC',
      copies: [{ name: 'finance', heading: say('imports.paper.copy'), signature: say('imports.paper.sign') }],
      personId: null,
      printerId: null,
      compose: ({ number, at }) => {
        const receipt = new Receipt().title(venue).heading(say('imports.paper.title')).rule();
        receipt.pair(say('imports.paper.number'), number).pair(say('imports.paper.at'), dateTime(at));
        receipt
          .pair(say('imports.paper.file'), batch.fileName)
          .pair(say('imports.paper.importedBy'), batch.byName)
          .rule();
        receipt.pair(say('imports.paper.members'), pointsText(totals.members));
        return receipt
          .total(say('imports.paper.points'), pointsText(totals.points))
          .pair(say('imports.paper.by'), totals.by);
      },
    });
  }
}

function assertSignable(
  batch: BatchRow | undefined,
  { members, points }: { members: number; points: number },
  total: number,
  actorId: string,
): asserts batch is BatchRow {
  if (!batch || batch.kind !== 'MEMBERS') throw new DomainError('page.notFound');
  if (batch.signature !== null)
    throw new DomainError('import.opening.signed', { documentNo: batch.signature.documentNo });
  if (batch.state !== 'DONE' || members === 0) throw new DomainError('import.opening.none');
  if (batch.byId === actorId) throw new DomainError('import.opening.self');
  if (total !== points) throw new DomainError('import.opening.mismatch', {}, 'total');
}
