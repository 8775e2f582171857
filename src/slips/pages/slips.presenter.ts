import { Injectable } from '@nestjs/common';
import { proposedBusinessDate } from '../../kernel/business-day.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateTime, money } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import { type ListedSlip, type SlipState, slipState } from '../slips.queries.js';
import type { SlipClaim } from '../slip-claim.entity.js';
import type { SlipParts, SlipRow } from '../slip-rows.js';
import type { SlipContent } from '../rules/slip-content.js';

const tones: Readonly<Record<SlipState, Tone>> = { UNSETTLED: 'warn', FREE: 'info', USED: 'ok', REPLACED: 'plain' };

interface Fact {
  readonly label: string;
  readonly value: string;
  readonly note: string | undefined;
}

/** Slips in the words of the counter. */
@Injectable()
export class SlipsPresenter {
  constructor(private readonly i18n: I18n) {}

  columns(locale: Locale): object[] {
    const say = this.sayer(locale);
    return [
      { label: say('slips.no') },
      { label: say('slips.room') },
      { label: say('slips.settled') },
      { label: say('slips.charged'), align: 'end' },
      { label: say('slips.source.label') },
      { label: say('slips.state.label') },
    ];
  }

  /** `date` is the night the list is of: another night's slip shows its date. */
  row(slip: ListedSlip, date: string, locale: Locale): object {
    const say = this.sayer(locale);
    const state = slipState(slip);
    return {
      cells: [
        { text: slip.slipNo, href: `/slips/${slip.id}` },
        { text: slip.roomNo },
        { text: slip.settledAt === null ? say('slips.open') : settledText(slip.settledAt, date) },
        { text: money(slip.chargedFen) },
        { text: say(`slips.source.${slip.source}`) },
        { text: '', badge: { text: say(`slips.state.${state}`), tone: tones[state] } },
      ],
    };
  }

  facts(slip: SlipRow, locale: Locale): Fact[] {
    const say = this.sayer(locale);
    const fact = (label: string, value: string): Fact => ({ label: say(label), value, note: undefined });
    return [
      fact('slips.room', slip.roomNo),
      fact('slips.visit', slip.visitNo ?? say('ui.none')),
      fact('slips.settled', slip.settledAt === null ? say('slips.open') : dateTime(slip.settledAt)),
      fact('slips.business', slip.businessDate ?? ''),
      fact('slips.source.label', say(`slips.source.${slip.source}`)),
      fact('slips.received', dateTime(slip.receivedAt)),
      fact('slips.charged', money(slip.chargedFen)),
    ];
  }

  /** The columns and rows of lines and tenders, for a slip in force and for both sides of a conflict. */
  content(slip: Pick<SlipContent, 'keyedFen'> & Pick<SlipParts, 'lines' | 'tenders'>, locale: Locale): object {
    const say = this.sayer(locale);
    const keyed =
      slip.keyedFen === null
        ? []
        : [{ cells: [{ text: say('slips.keyed') }, { text: '' }, { text: money(slip.keyedFen) }] }];
    return {
      lineColumns: [
        { label: say('slips.lines') },
        { label: say('slips.list'), align: 'end' },
        { label: say('slips.discounted'), align: 'end' },
      ],
      lines: [
        ...keyed,
        ...slip.lines.map(({ kind, listFen, chargedFen }) => ({
          cells: [
            { text: say(`slips.line.${kind}`) },
            { text: money(listFen), tone: 'muted' },
            { text: money(chargedFen) },
          ],
        })),
      ],
      tenderColumns: [{ label: say('slips.tenders') }, { label: say('slips.charged'), align: 'end' }],
      tenders: slip.tenders.map((tender) => this.tender(tender, locale)),
    };
  }

  tender({ kind, amountFen, bonusFen = 0 }: SlipParts['tenders'][number], locale: Locale): object {
    const note = bonusFen === 0 ? undefined : this.i18n.t(locale, 'slips.bonusPart', { bonus: money(bonusFen) });
    return { cells: [{ text: this.i18n.t(locale, `slips.tender.${kind}`), note }, { text: money(amountFen) }] };
  }

  claim(claim: SlipClaim, locale: Locale): object {
    const say = this.sayer(locale);
    const { clerkName: clerk, tail } = claim;
    const text = say(claim.kind === 'invoice' ? 'slips.invoicedBy' : 'slips.claimedBy', {
      clerk,
      tail,
      time: dateTime(claim.claimedAt).slice(5),
    });
    const released =
      claim.releasedAt === null ? undefined : say('slips.released', { time: dateTime(claim.releasedAt).slice(5) });
    return { label: say(`slips.claim.${claim.kind}`), value: text, note: released };
  }

  /** One side of a conflict. */
  side(json: string, locale: Locale): object {
    const content: SlipContent = JSON.parse(json);
    const say = this.sayer(locale);
    const fact = (label: string, value: string): Fact => ({ label: say(label), value, note: undefined });
    return {
      facts: [
        fact('slips.room', content.roomNo),
        fact('slips.visit', content.visitNo ?? say('ui.none')),
        fact('slips.settled', content.settledAt === null ? say('slips.open') : dateTime(content.settledAt)),
      ],
      content: this.content(content, locale),
    };
  }

  private sayer(locale: Locale) {
    return (key: string, params?: Record<string, string | number>) => this.i18n.t(locale, key, params);
  }
}

function settledText(settledAt: number, date: string): string {
  return proposedBusinessDate(settledAt) === date ? clockTime(settledAt) : dateTime(settledAt);
}
