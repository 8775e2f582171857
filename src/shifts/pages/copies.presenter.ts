import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Locale } from '../../platform/i18n/locale.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { dateTime, points } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { COPY_PILES, missingField, pileOf } from '../rules/copy-piles.js';
import type { CopyRow, FoundRow, LooseCopy, MissingRow } from '../shift-copies.js';
import { ShiftPresenter } from './shift.presenter.js';

/** Merchant copies in the words of the reader, pile by pile. */
@Injectable()
export class CopiesPresenter {
  constructor(private readonly shifts: ShiftPresenter) {}

  /** Each pile with its papers; `missing` are the numbers that were not handed over. */
  piles(locale: Locale, copies: readonly CopyRow[], missing: ReadonlySet<string>) {
    return this.sorted(copies).map(({ pile, own }) => ({
      title: this.shifts.say(locale, `copies.pile.${pile}`),
      aside: this.shifts.say(locale, 'copies.count', { count: points(own.length) }),
      rows: own.map(({ documentId, number, byName, at }) => ({
        tone: missing.has(number) ? 'bad' : undefined,
        cells: [
          { text: dateTime(at) },
          {
            text: number,
            href: `/documents/${documentId}`,
            ...(missing.has(number)
              ? { badge: { text: this.shifts.say(locale, 'copies.missing'), tone: 'bad' as const } }
              : {}),
          },
          { text: byName },
        ],
      })),
    }));
  }

  /** A box for each copy, to tick the ones that are not there. */
  boxes(locale: Locale, copies: readonly CopyRow[]) {
    return this.sorted(copies).map(({ pile, own }) => ({
      pile: `${this.shifts.say(locale, `copies.pile.${pile}`)} ${this.shifts.say(locale, 'copies.count', { count: points(own.length) })}`,
      boxes: own.map(({ documentId, number }) => ({
        name: missingField(documentId),
        label: number,
      })),
    }));
  }

  /** Copies that are looked for, each with the way to print it again and the word that it is back. */
  wanted(locale: Locale, rows: readonly MissingRow[], wrong?: { id: string; problem: FormProblem }) {
    return rows.map((row) => ({
      number: row.number,
      href: `/documents/${row.documentId}`,
      what: this.shifts.say(locale, `copies.pile.${pileOf(row.kind)}`),
      shift: `${row.businessDate} ${this.shifts.name(locale, row)}`,
      shiftHref: `/shifts/${row.shiftId}/copies`,
      at: dateTime(row.at),
      noteId: `note-${row.id}`,
      form: {
        ...emptyForm(`/shifts/copies/${row.id}/found`, uuidv7()),
        ...(wrong?.id === row.id ? wrong.problem : {}),
      },
    }));
  }

  /** Copies at desks where no shift is open, with whoever answers for them until then. */
  loose(rows: readonly LooseCopy[]) {
    return rows.map(({ at, number, documentId, byName, deskName }) => ({
      cells: [
        { text: dateTime(at) },
        { text: number, href: `/documents/${documentId}` },
        { text: byName },
        { text: deskName },
      ],
    }));
  }

  /** Copies that are back: who had them and where they were. */
  found(rows: readonly FoundRow[]) {
    return rows.map(({ foundAt, documentId, number, finderName, note }) => ({
      cells: [
        { text: dateTime(foundAt) },
        { text: number, href: `/documents/${documentId}` },
        { text: finderName },
        { text: note },
      ],
    }));
  }

  private sorted(copies: readonly CopyRow[]) {
    return COPY_PILES.flatMap((pile) => {
      const own = copies.filter(({ kind }) => pileOf(kind) === pile);
      return own.length === 0 ? [] : [{ pile, own }];
    });
  }
}
