import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorParams } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, points } from '../platform/views/format.js';
import type { HandedLine } from '../shifts/rules/bag-lines.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { HandoverLine } from '../venue/handover-parts.js';

/** The papers of this room with the letters of their numbers. */
export const NIGHT_PAPERS = { seal: 'FC', morning: 'CF', alarm: 'CF' } as const;

export interface PaperLine {
  readonly label: string;
  readonly value: string;
}

export interface NightPaper {
  readonly kind: keyof typeof NIGHT_PAPERS;
  readonly lines: readonly PaperLine[];
  /** Pieces: what the books know / what was counted. */
  readonly pieces?: readonly PaperLine[];
  readonly total?: PaperLine;
  /** Keys below `night.paper.sign`: one copy each. */
  readonly signers: readonly string[];
  /** Key of a guard whose name stands on it; null when only our own people do. */
  readonly personId: string | null;
}

/** 封存单, 拆封单: numbered, kept as printed; a guard from outside is sealed under a key of their own. */
@Injectable()
export class NightPapers {
  constructor(
    private readonly documents: DocumentsService,
    private readonly i18n: I18n,
  ) {}

  create(tx: Tx, desk: DeskContext, paper: NightPaper): Promise<{ id: string; number: string }> {
    const say = (key: string): string => this.say(desk, key);
    return this.documents.create(tx, {
      kind: `night-${paper.kind}`,
      prefix: NIGHT_PAPERS[paper.kind],
      copies: paper.signers.map((signer) => ({
        name: signer,
        heading: say(`copy.${signer}`),
        signature: say(`sign.${signer}`),
      })),
      personId: paper.personId,
      printerId: desk.terminal?.printerId ?? null,
      compose: ({ number, at }) => {
        const receipt = new Receipt()
          .title(desk.store.name)
          .heading(say(`title.${paper.kind}`))
          .rule();
        receipt
          .pair(say('number'), number)
          .pair(say('at'), dateTime(at))
          .pair(say('by'), `${desk.person.name} ${desk.person.staffNo}`)
          .rule();
        for (const { label, value } of paper.lines) receipt.pair(label, value);
        if (paper.pieces && paper.pieces.length > 0) {
          receipt.rule().heading(say('pieces'));
          for (const { label, value } of paper.pieces) receipt.pair(label, value);
        }
        return paper.total ? receipt.rule().total(paper.total.label, paper.total.value) : receipt;
      },
    });
  }

  /** Lines that were counted, in the clerk's language: books / hand. */
  counted(desk: DeskContext, known: readonly HandoverLine[], handed: readonly HandedLine[]): PaperLine[] {
    return handed.map(({ key, expected, counted }) => {
      const line = known.find((candidate) => candidate.key === key);
      const label = line ? this.text(desk, line.labelKey, line.labelParams) : key;
      return { label, value: `${points(expected)} / ${points(counted ?? expected)}` };
    });
  }

  say({ locale }: DeskContext, key: string): string {
    return this.i18n.t(locale, `night.paper.${key}`);
  }

  /** A text of any room, as lines name theirs. */
  text({ locale }: DeskContext, key: string, params?: ErrorParams): string {
    return this.i18n.t(locale, key, params);
  }
}

/**
 * 封存单 bears what two people read in the morning without being told: until they have, only who put the seal on sees it, to print it.
 * Throws `night.seal.unread`.
 */
export async function assertSealRead(
  db: SqlReads,
  { id }: { readonly id: string },
  reader: { readonly id: string },
): Promise<void> {
  const unread = await db.one(
    "SELECT n.id FROM night_seal_step p JOIN night_seal n ON n.id = p.seal_id WHERE p.document_id = ? AND n.state = 'SEALED' AND p.by_id <> ?",
    [id, reader.id],
  );
  if (unread) throw new DomainError('night.seal.unread');
}
