import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import type { DayFigures } from './rules/day-figures.js';

export interface KeptDay {
  readonly businessDate: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly closedByName: string;
  readonly at: number;
  /** As they were printed. */
  readonly figures: DayFigures;
}

export interface DayPaper {
  readonly documentId: string;
  readonly number: string;
  readonly byName: string;
  readonly at: number;
}

const LONGEST = 2000;
const KEPT = `SELECT n.business_date, n.document_id, d.number AS document_no, COALESCE(s.name, '') AS closed_by_name, n.at, n.figures
  FROM day_snapshot n JOIN document d ON d.id = n.document_id LEFT JOIN staff s ON s.id = n.closed_by WHERE n.store_id = ?`;

type Stored = Omit<KeptDay, 'figures'> & { figures: string };

/** 日结单 as they were kept, and the papers that were counted on them. */
@Injectable()
export class DaySheetsQueries {
  constructor(private readonly reader: Reader) {}

  async recent(storeId: string, limit: number): Promise<KeptDay[]> {
    const rows = await this.reader.rows<Stored>(`${KEPT} ORDER BY n.business_date DESC LIMIT ?`, [storeId, limit]);
    return rows.map(parsed);
  }

  /** Throws `page.notFound` for a day that is not closed. */
  async of(storeId: string, businessDate: string): Promise<KeptDay> {
    const row = await this.reader.one<Stored>(`${KEPT} AND n.business_date = ?`, [storeId, businessDate]);
    if (!row) throw new DomainError('page.notFound');
    return parsed(row);
  }

  /** Papers of one series and day, as they were numbered; the sheet of the day itself came after the count. */
  papers(storeId: string, businessDate: string, prefix: string, until: string): Promise<DayPaper[]> {
    return this.reader.rows<DayPaper>(
      `SELECT d.id AS document_id, d.number, COALESCE(s.name, '') AS by_name, d.created_at AS at FROM document d
       JOIN journal_entry j ON j.journal_id = d.journal_id LEFT JOIN staff s ON s.id = j.actor_id
       WHERE d.store_id = ? AND d.business_date = ? AND d.prefix = ? AND d.id < ? ORDER BY d.sequence LIMIT ?`,
      [storeId, businessDate, prefix, until, LONGEST],
    );
  }
}

function parsed(row: Stored): KeptDay {
  const figures: DayFigures = JSON.parse(row.figures);
  return { ...row, figures };
}
