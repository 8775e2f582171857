import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import type { CoSigner, Outcome } from '../../platform/database/command.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';
import { SecondPerson } from '../../staff/approvals/second-person.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { ruleOf } from '../../staff/permissions.js';
import type { Role } from '../../staff/roles.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { InvoicePapers } from '../invoice-papers.js';
import type { BookAction, BookPlace } from '../rules/number-life.js';
import { blankFrom } from '../rules/sheet-range.js';
import { BookCustody } from './book-custody.js';
import { bookOf, type BookRow } from './book-rows.js';
import { rangeText } from './shift-ranges.js';

export interface HandInput {
  readonly bookIds: readonly string[];
  /** Why it is not handed over by the one who has it (ill, gone): then a lead signs for the absent hand. '' otherwise. */
  readonly absentReason: string;
}

type Handed = { documentId: string; count: number };

/** A book goes from hand to hand, both sign (003E-073, 发票管理办法 23): drawn from Finance, passed between clerks, given back. */
@Injectable()
export class HandBook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: InvoiceCommands,
    private readonly second: SecondPerson,
    private readonly custody: BookCustody,
    private readonly papers: InvoicePapers,
  ) {}

  /**
   * One of the two stands at the screen, the other types the own PIN; whoever has the books gives them to the other. For an absent holder a lead
   * signs, with a reason, and whoever stands at the screen takes them (counter-practice §4.16).
   * Throws `invoices.book.none`, `invoices.book.notYours {holder}`, `invoices.book.transition`, PIN refusals.
   */
  async hand(desk: DeskContext, requestKey: string, input: HandInput, typed: TypedCoSign): Promise<Outcome<Handed>> {
    const { bookIds } = input;
    if (bookIds.length === 0) throw new DomainError('invoices.book.choose', {}, 'bookIds');
    const absentReason = cleanText(input.absentReason, { max: 200, field: 'absentReason' });
    const proven = await this.second.prove(desk, typed.staffNo, typed.pin);
    const wanted = absentReason === '' ? ruleOf('invoices.moveBook').roles : LEADS;
    const witness = await this.second.sign(desk, desk.person.id, wanted, proven);
    const other = { ...witness, roles: proven.roles };
    const command = this.commands.ofOffice(
      desk,
      'invoices.moveBook',
      requestKey,
      { bookIds: [...bookIds], absentReason },
      [witness],
    );
    return this.uow.run(command, (tx) => this.move(tx, desk, { bookIds, absentReason }, other));
  }

  private async move(
    tx: Tx,
    desk: DeskContext,
    { bookIds, absentReason }: HandInput,
    other: CoSigner & { readonly roles: readonly string[] },
  ): Promise<Handed> {
    const me = { staffId: desk.person.id, roles: desk.person.roles };
    const books = await booksOf(tx, bookIds);
    const moves = books.map((book) => {
      const to = absentReason !== '' ? me : receiverOf(book, me, other);
      return { book, to, action: actionTo(book.place, to.roles) };
    });
    const paper = await this.papers.print(tx, desk, {
      kind: 'invoice-handover',
      prefix: 'FJ',
      titleKey: 'handTitle',
      lines: [
        { key: 'from', value: books[0]?.holderName ?? '' },
        ...(absentReason === '' ? [] : [{ key: 'reason', value: absentReason }]),
      ],
      rows: books.map((book) => [
        `${book.label} ${book.code}`,
        rangeText(blankFrom(book.nextNo, book.lastNo)).replace('–', '-'),
      ]),
      copies: [
        { name: 'giver', sign: 'giver' },
        { name: 'receiver', sign: 'receiver' },
      ],
    });
    for (const { book, to, action } of moves) {
      const coSignerId = other.staffId;
      await this.custody.move(tx, book, action, {
        toId: to.staffId,
        coSignerId,
        shiftId: tx.shiftId,
        documentId: paper.id,
      });
    }
    return { documentId: paper.id, count: books.length };
  }
}

const LEADS: readonly Role[] = ['DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'];

interface Hand {
  readonly staffId: string;
  readonly roles: readonly string[];
}

/** Whoever of the two does not have it yet. */
function receiverOf(book: BookRow, me: Hand, other: Hand): Hand {
  if (book.holderId === me.staffId) return other;
  if (book.holderId === other.staffId) return me;
  throw new DomainError('invoices.book.notYours', { holder: book.holderName ?? '' });
}

/** Finance takes back and hands on; everybody else at the counter draws or passes. */
function actionTo(place: BookPlace, roles: readonly string[]): BookAction {
  if (roles.includes('FINANCE')) return place === 'FINANCE' ? 'handOn' : 'giveBack';
  if (place === 'FINANCE') return 'draw';
  return place === 'SAFE' ? 'take' : 'pass';
}

async function booksOf(tx: Tx, bookIds: readonly string[]): Promise<BookRow[]> {
  const books: BookRow[] = [];
  for (const bookId of new Set(bookIds)) books.push(await bookOf(tx, tx.command.storeId, bookId));
  return books;
}
