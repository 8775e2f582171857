import { Injectable } from '@nestjs/common';
import type { ActEntry, DescribedAct } from '../desk/act-registry.js';
import type { DeskContribution, DeskSection } from '../desk/desk-contributions.js';
import { Reader } from '../platform/database/reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import { points } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';

interface Waiting {
  readonly id: string;
  readonly fileName: string;
  readonly points: number;
}

/** What the desk page says of imports: opening points that wait for Finance, and the acts of today. */
@Injectable()
export class ImportsDesk implements DeskContribution {
  readonly order = 80;
  readonly permission = 'imports.signOpening';

  constructor(
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async load({ store, locale }: DeskContext): Promise<DeskSection> {
    const waiting = await this.reader.rows<Waiting>(
      'SELECT b.id, b.file_name, SUM(o.points) AS points FROM import_batch b JOIN import_opening o ON o.batch_id = b.id ' +
        "WHERE b.store_id = ? AND b.state = 'DONE' " +
        'AND NOT EXISTS (SELECT 1 FROM import_signature s WHERE s.batch_id = b.id) GROUP BY b.id, b.file_name',
      [store.id],
    );
    const lines = waiting.map(({ id, fileName, points: sum }) => ({
      text: this.i18n.t(locale, 'imports.opening.deskLine', { file: fileName, points: points(sum) }),
      href: `/imports/${id}`,
    }));
    const values = await this.reader.rows<Waiting>(
      'SELECT b.id, b.file_name, COUNT(*) AS points FROM import_batch b JOIN import_value v ON v.batch_id = b.id ' +
        "WHERE b.store_id = ? AND b.state = 'DONE' " +
        'AND NOT EXISTS (SELECT 1 FROM import_value_signature s WHERE s.batch_id = b.id) GROUP BY b.id, b.file_name',
      [store.id],
    );
    for (const { id, fileName, points: lots } of values) {
      const text = this.i18n.t(locale, 'imports.values.deskLine', { file: fileName, lots: points(lots) });
      lines.push({ text, href: `/imports/${id}` });
    }
    return { titleKey: 'imports.opening.desk', count: lines.length, lines };
  }

  described(): DescribedAct[] {
    return [
      {
        kind: 'imports.run',
        describe: async (desk) => ({ text: this.i18n.t(desk.locale, 'imports.act.run'), href: '/imports' }),
      },
      {
        kind: 'imports.withdraw',
        describe: async (desk) => ({ text: this.i18n.t(desk.locale, 'acts.imports.withdraw'), href: '/imports' }),
      },
      { kind: 'imports.signOpening', describe: async (desk, entry) => this.signed(desk, entry) },
    ];
  }

  private signed({ locale }: DeskContext, { result }: ActEntry) {
    const { documentId, documentNo, points: sum, batchId } = result;
    const params = { points: points(Number(sum ?? 0)), documentNo: typeof documentNo === 'string' ? documentNo : '' };
    return {
      text: this.i18n.t(locale, 'imports.act.sign', params),
      href: typeof batchId === 'string' ? `/imports/${batchId}` : '/imports',
      ...(typeof documentId === 'string' ? { documentId } : {}),
    };
  }
}
