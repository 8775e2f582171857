import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../../members/rules/masks.js';
import { MemberStrips, type MemberStrip } from '../../members/member-strip.js';
import { PersonFields } from '../../members/sealed-person.js';
import type { CardHolder } from '../../cards/card-lookup.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { dateTime, money, points, signedPoints } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { tenderEarns } from '../../venue/rules/tender-kinds.js';
import type { CreditQuote } from '../credit-quote.js';

export interface Calculation {
  readonly problem: string | undefined;
  readonly empty: string | undefined;
  readonly facts: readonly string[];
  readonly columns: readonly { label: string; align?: 'end' }[];
  readonly rows: readonly { cells: readonly { text: string }[] }[];
  readonly result: { label: string; note: string; value: string; tone: 'ok' } | undefined;
  readonly receipt: object | undefined;
}

const quiet = {
  problem: undefined,
  empty: undefined,
  facts: [],
  columns: [],
  rows: [],
  result: undefined,
  receipt: undefined,
};

/** The table under the slip number: how the points come about, before they are credited. */
@Injectable()
export class CreditPresenter {
  constructor(
    private readonly strips: MemberStrips,
    private readonly fields: PersonFields,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  strip(desk: DeskContext, holder: CardHolder): Promise<MemberStrip> {
    return this.strips.strip(this.reader, holder, desk.locale);
  }

  empty({ locale }: DeskContext): Calculation {
    return { ...quiet, empty: this.i18n.t(locale, 'points.calc.empty') };
  }

  nothing(): Calculation {
    return quiet;
  }

  problem(text: string): Calculation {
    return { ...quiet, problem: text };
  }

  calculation(desk: DeskContext, quote: CreditQuote): Calculation {
    const say = this.sayer(desk);
    return {
      ...quiet,
      facts: this.facts(desk, quote),
      columns: [
        { label: say('points.calc.title') },
        { label: say('points.calc.base'), align: 'end' },
        { label: say('points.calc.rate'), align: 'end' },
        { label: say('points.calc.points'), align: 'end' },
      ],
      rows: this.rows(desk, quote).map((cells) => ({ cells: cells.map((text) => ({ text })) })),
      result: {
        label: say('points.calc.this'),
        note: say('points.calc.expires', { date: quote.expiresOn }),
        tone: 'ok',
        value: signedPoints(quote.points),
      },
      receipt: this.receipt(desk, quote),
    };
  }

  private rows(desk: DeskContext, quote: CreditQuote): string[][] {
    const say = this.sayer(desk);
    const { baseFen, policy, holder, visitPoints, heldPoints, before, points: credited, standing } = quote;
    const base = points(Math.floor(baseFen / policy.unitFen));
    const rows = [
      [
        say('points.calc.paid', { base: money(baseFen), unit: String(policy.unitFen / 100) }),
        base,
        `${say(`members.tier.${holder.tier}`)} × ${quote.tierMultiplier}`,
        quote.onBirthday ? '' : points(visitPoints),
      ],
    ];
    if (quote.onBirthday)
      rows.push([say('points.calc.birthday'), '', `× ${policy.birthdayMultiplier}`, points(visitPoints)]);
    if (before.length > 0)
      rows.push([say('points.calc.visit', { held: points(heldPoints) }), '', '', signedPoints(credited)]);
    if (standing.debtPoints > 0) {
      rows.push([say('points.calc.debt', { n: points(Math.min(credited, standing.debtPoints)) }), '', '', '']);
    }
    return rows;
  }

  private facts(desk: DeskContext, { slip, figures, policy, before }: CreditQuote): string[] {
    const say = this.sayer(desk);
    const idle = figures.tenders.filter(({ kind }) => !tenderEarns(kind, policy));
    const facts = [
      say('points.slipFacts.pushed', {
        source: say(`slips.source.${slip.source}`),
        time: dateTime(slip.settledAt ?? slip.receivedAt).slice(5),
        charged: money(slip.chargedFen),
      }),
      ...idle.map(({ kind, amountFen }) =>
        say('points.slipFacts.excluded', { tender: say(`slips.tender.${kind}`), amount: money(amountFen) }),
      ),
    ];
    return before.length === 0 ? facts : [...facts, say('points.calc.earlier', { count: before.length + 1 })];
  }

  private receipt(desk: DeskContext, { holder, slip, baseFen, standing, points: credited }: CreditQuote): object {
    const say = this.sayer(desk);
    const line = (key: string, value: string, strong = false) => ({ label: say(`points.paper.${key}`), value, strong });
    return {
      venue: desk.store.name,
      title: say('points.paper.title'),
      copy: undefined,
      reprint: undefined,
      groups: [
        [
          line('member', `${this.fields.maskedName(holder)} ${this.fields.maskedPhone(holder)}`.trim()),
          line('card', maskCardNo(holder.cardNo)),
          line('slip', `${slip.slipNo} / ${slip.roomNo}`),
        ],
        [
          line('base', money(baseFen)),
          line('before', points(standing.balance)),
          line('change', signedPoints(credited), true),
          line('after', points(standing.balance + credited)),
        ],
      ],
      signature: { label: say('points.copy.sign'), by: `${desk.person.name} ${desk.person.staffNo}` },
      footer: [say('points.paper.thanks')],
    };
  }

  private sayer({ locale }: DeskContext) {
    return (key: string, params?: Record<string, string | number>) => this.i18n.t(locale, key, params);
  }
}
