import { Injectable } from '@nestjs/common';
import type { ActDescription, ActEntry, DescribedAct } from '../../desk/act-registry.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';

/** How stored value reads in "my acts today". */
@Injectable()
export class ValueActsShown {
  constructor(
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  described(): DescribedAct[] {
    return [
      { kind: 'storedValue.topUp', describe: (desk, entry) => Promise.resolve(this.topUp(desk, entry)) },
      { kind: 'storedValue.sellUnnamed', describe: (desk, entry) => Promise.resolve(this.topUp(desk, entry)) },
      { kind: 'storedValue.spend', describe: (desk, entry) => this.spend(desk, entry) },
      { kind: 'storedValue.returnSpend', describe: (desk, entry) => Promise.resolve(this.returned(desk, entry)) },
      { kind: 'storedValue.topUpUnit', describe: (desk, entry) => Promise.resolve(this.unit(desk, entry)) },
      { kind: 'storedValue.setSecret', describe: (desk, entry) => Promise.resolve(this.secret(desk, entry)) },
    ];
  }

  private topUp(desk: DeskContext, { result }: ActEntry): ActDescription {
    const params = { amount: amountOf(result['principalFen']), tail: textOf(result['tail']) };
    return {
      text: this.say(desk, 'topUp', params),
      href: `/top-ups/acts/${textOf(result['actId'])}`,
      documentId: textOf(result['documentId']),
    };
  }

  private async spend(desk: DeskContext, { result }: ActEntry): Promise<ActDescription> {
    const href = `/spends/${textOf(result['spendId'])}`;
    const params = { amount: amountOf(result['amountFen']), tail: textOf(result['tail']) };
    const back = await this.reader.one('SELECT id FROM spend_return WHERE spend_id = ? LIMIT 1', [
      textOf(result['spendId']),
    ]);
    const shown = { href, text: this.say(desk, 'spend', params), documentId: textOf(result['documentId']) };
    return back ? shown : { ...shown, undoHref: `${href}#undo` };
  }

  private returned(desk: DeskContext, { result }: ActEntry): ActDescription {
    return {
      text: this.say(desk, 'return', { amount: amountOf(result['amountFen']) }),
      href: `/spends/${textOf(result['spendId'])}`,
      documentId: textOf(result['documentId']),
    };
  }

  private unit(desk: DeskContext, { result }: ActEntry): ActDescription {
    const documentId = textOf(result['documentId']);
    const n = Number(result['cards'] ?? 0);
    return { documentId, text: this.say(desk, 'unit', { n }), href: `/documents/${documentId}` };
  }

  private secret(desk: DeskContext, { result }: ActEntry): ActDescription {
    return { text: this.say(desk, 'secret', {}), href: `/members/${textOf(result['membershipId'])}` };
  }

  private say({ locale }: DeskContext, key: string, params: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(locale, `value.act.${key}`, params);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function amountOf(value: unknown): string {
  return money(typeof value === 'number' ? value : 0);
}
