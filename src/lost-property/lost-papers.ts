import { Injectable } from '@nestjs/common';
import { formatYuan } from '../kernel/money.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { CopySpec } from '../platform/printing/copy-frame.js';
import type { DocumentStamp } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { ItemRow } from './lost-items.js';

type Thing = Pick<ItemRow, 'name' | 'colour' | 'place' | 'foundAt'> & { readonly number?: string };

/** One line of a paper: a text key of this room and its value. */
export interface PaperLine {
  readonly key: string;
  readonly value: string;
}

/** Papers of lost property. Features, question, answer and photos stand on none of them. */
@Injectable()
export class LostPapers {
  constructor(private readonly i18n: I18n) {}

  /** The tag tied to the thing; its number is known only now. The code opens the register when it is scanned. */
  tag(desk: DeskContext, thing: Thing, lines: readonly PaperLine[]): (stamp: DocumentStamp) => Receipt {
    return (stamp) =>
      this.thing(this.head(desk, 'tagTitle', stamp), desk.locale, { ...thing, number: stamp.number }, lines).qrCode(
        `#${stamp.number}`,
      );
  }

  /** A paper about one thing: claim receipt, hand-over to the police, destruction. */
  about(
    desk: DeskContext,
    titleKey: string,
    item: Thing,
    lines: readonly PaperLine[],
  ): (stamp: DocumentStamp) => Receipt {
    return (stamp) => this.thing(this.head(desk, titleKey, stamp), desk.locale, item, lines);
  }

  /** The receipt of a claim, with what was signed on the pad (PNG): its code opens the thing's story when somebody comes back with it. */
  claim(
    desk: DeskContext,
    titleKey: string,
    item: Thing & { readonly number: string },
    lines: readonly PaperLine[],
    signature: string | null,
  ): (stamp: DocumentStamp) => Receipt {
    return (stamp) => {
      const receipt = this.about(desk, titleKey, item, lines)(stamp);
      if (signature !== null) receipt.text(this.sayer(desk.locale)('sign.claimant')).picture(signature);
      return receipt.qrCode(`#${item.number}`);
    };
  }

  /** A list of things that change hands together (003E-041, 042). */
  list(
    desk: DeskContext,
    titleKey: string,
    items: readonly (Thing & { readonly number: string })[],
    lines: readonly PaperLine[] = [],
  ): (stamp: DocumentStamp) => Receipt {
    return (stamp) => {
      const say = this.sayer(desk.locale);
      const receipt = this.head(desk, titleKey, stamp);
      for (const { key, value } of lines) receipt.pair(say(key), value);
      for (const { number, colour, name, place } of items) {
        receipt.columns(
          [{ width: 16 }, { width: 0 }, { width: 10, align: 'right' }],
          [number, `${colour} ${name}`, place],
        );
      }
      return receipt.rule().total(say('paper.pieces'), String(items.length));
    };
  }

  /** Copies by name; each carries the line of whoever signs on it. */
  copies(desk: DeskContext, ...copies: readonly { readonly name: string; readonly sign?: string }[]): CopySpec[] {
    const say = this.sayer(desk.locale);
    return copies.map(({ name, sign }) => ({
      name,
      heading: say(`copy.${name}`),
      ...(sign === undefined ? {} : { signature: say(`sign.${sign}`) }),
    }));
  }

  /** 1,234.50 元, in the words of the till. */
  yuan(fen: number): string {
    return formatYuan(fen);
  }

  say(desk: DeskContext, key: string): string {
    return this.sayer(desk.locale)(key);
  }

  private head(desk: DeskContext, titleKey: string, { number, at }: DocumentStamp): Receipt {
    const say = this.sayer(desk.locale);
    const receipt = new Receipt()
      .title(desk.store.name)
      .heading(say(`paper.${titleKey}`))
      .rule();
    return receipt
      .pair(say('paper.number'), number)
      .pair(say('paper.at'), dateTime(at))
      .pair(say('paper.clerk'), `${desk.person.name} ${desk.person.staffNo}`)
      .rule();
  }

  private thing(receipt: Receipt, locale: Locale, thing: Thing, lines: readonly PaperLine[]): Receipt {
    const say = this.sayer(locale);
    if (thing.number !== undefined) receipt.pair(say('paper.item'), thing.number);
    receipt
      .total(thing.colour, thing.name)
      .pair(say('place'), thing.place)
      .pair(say('foundAt'), dateTime(thing.foundAt));
    for (const { key, value } of lines) receipt.pair(say(key), value);
    return receipt;
  }

  private sayer(locale: Locale) {
    return (key: string) => this.i18n.t(locale, `lost.${key}`);
  }
}
