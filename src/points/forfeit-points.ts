import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.js';
import type { Ending, GuestMatter } from '../members/erasure-terms.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { points as pointsText } from '../platform/views/format.js';
import { clerkAt } from './pages/desk-clerk.js';
import { PointsOf } from './points-of.js';
import { PointsPapers } from './points-papers.js';

/** 积分作废: points of a guest who asks to be forgotten end with the file; they are told first, and an act of the ledger says where they went. */
@Injectable()
export class ForfeitPoints implements Ending {
  constructor(
    private readonly ledger: Ledger,
    private readonly pointsOf: PointsOf,
    private readonly documents: DocumentsService,
    private readonly papers: PointsPapers,
  ) {}

  async told(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const { points } = await this.held(db, membershipId);
    return points === 0 ? [] : [{ key: 'points.forfeit', params: { points: pointsText(points) } }];
  }

  /** The paper names nobody, so it can be read after the guest is gone. */
  async end(tx: Tx, membershipId: string, { desk, reason }: Parameters<Ending['end']>[2]): Promise<void> {
    const { lots, points, balance } = await this.held(tx, membershipId);
    if (points === 0) return;
    const clerk = clerkAt(desk);
    const { id: documentId } = await this.documents.create(tx, {
      kind: 'points-forfeit',
      prefix: 'ZF',
      copies: this.papers.fileCopy(clerk),
      personId: null,
      printerId: null,
      compose: this.papers.adjustment(clerk, {
        holder: null,
        before: balance,
        change: -points,
        titleKey: 'points.paper.forfeitTitle',
        facts: [{ labelKey: 'points.paper.reason', value: reason }],
      }),
    });
    const transfers = lots.map(({ lotId, points: amount }) => ({
      unit: 'POINT' as const,
      from: { kind: 'points.lot', owner: membershipId, part: lotId } as const,
      to: { kind: 'points.forfeited', owner: membershipId } as const,
      amount,
    }));
    await this.ledger.post(tx, { kind: 'points.forfeited', documentId, transfers });
  }

  private async held(db: SqlReads, membershipId: string) {
    const { lots, balance } = await this.pointsOf.standing(db, membershipId);
    return { lots, balance, points: lots.reduce((sum, lot) => sum + lot.points, 0) };
  }
}
