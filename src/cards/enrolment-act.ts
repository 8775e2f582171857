import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import { Reader } from '../platform/database/reader.js';
import type { ActDescription, ActEntry, DescribedAct } from '../desk/act-registry.js';
import type { DeskContext } from '../staff/desk-context.js';
import { CardWords } from './card-words.js';
import { EnrolmentQueries } from './enrolment.queries.js';

/** An enrolment among "my acts today": print again, or take back while the day is open. */
@Injectable()
export class EnrolmentAct implements DescribedAct {
  readonly kind = 'members.enrol';

  constructor(
    private readonly reader: Reader,
    private readonly queries: EnrolmentQueries,
    private readonly words: CardWords,
    private readonly i18n: I18n,
  ) {}

  async describe(desk: DeskContext, { result }: ActEntry): Promise<ActDescription> {
    const { enrolmentId } = result;
    const row =
      typeof enrolmentId === 'string' ? await this.queries.byId(this.reader, desk.store.id, enrolmentId) : undefined;
    if (!row) return { text: this.i18n.t(desk.locale, 'cards.key') };
    const href = `/enrolments/done/${row.id}`;
    const params = { kind: this.words.kind(desk.locale, row.kindCode), number: row.number };
    const canUndo = row.undoneAt === null && row.businessDate === desk.businessDate;
    return {
      href,
      text: this.i18n.t(desk.locale, row.undoneAt === null ? 'cards.act.enrolled' : 'cards.act.undone', params),
      documentId: row.documentId,
      ...(canUndo ? { undoHref: href } : {}),
    };
  }
}
