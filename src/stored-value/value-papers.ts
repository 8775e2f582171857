import { Injectable } from '@nestjs/common';
import type { CardHolder } from '../cards/card-lookup.js';
import { maskCardNo, maskName } from '../members/rules/masks.js';
import { salutation } from '../members/rules/salutation.js';
import { PersonFields } from '../members/sealed-person.js';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { CopySpec } from '../platform/printing/copy-frame.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, money, signedMoney } from '../platform/views/format.js';
import { PolicyService } from '../venue/policy.service.js';
import { StoresService } from '../venue/stores.service.js';
import type { TypedAgent } from './holder-checks.js';
import type { SoldLot } from './lot-writer.js';
import type { TenderPart } from './rules/tender-mix.js';
import type { TopUpPlan } from './top-up-plan.js';

/** Guests get the venue's language, whatever the clerk reads. */
const PAPER = 'zh-CN';

export interface Written {
  readonly id: string;
  readonly number: string;
}

export interface TopUpOnPaper {
  readonly plan: TopUpPlan;
  readonly hand: { readonly name: string; readonly printerId: string | null };
  readonly cash: { readonly received: number; readonly change: number };
  readonly tenders: readonly TenderPart[];
  /** Who came in the holder's place. */
  readonly agent: TypedAgent | null;
  readonly lots: readonly SoldLot[];
}

/** A movement of one card's value. */
export interface ValueOnPaper {
  readonly kind: 'spent' | 'returned' | 'residue' | 'corrected';
  readonly holder: CardHolder;
  readonly clerkName: string;
  readonly printerId: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly beforeFen: number;
  /** Signed. */
  readonly changeFen: number;
}

const PREFIX = { spent: 'XF', returned: 'XT', residue: 'CE', corrected: 'GZ' } as const;

/** 充值单 CZ, 储值消费单 XF, 储值退回单 XT, 退卡差额退回单 CE, 充值更正单 GZ: two copies, the guest signs the merchant's. */
@Injectable()
export class ValuePapers {
  constructor(
    private readonly documents: DocumentsService,
    private readonly stores: StoresService,
    private readonly policies: PolicyService,
    private readonly fields: PersonFields,
    private readonly i18n: I18n,
  ) {}

  async toppedUp(tx: Tx, paper: TopUpOnPaper): Promise<Written> {
    const { plan, hand } = paper;
    const member = await this.memberLine(tx, plan.holder);
    const venue = await this.venueName(tx);
    return this.documents.create(tx, {
      kind: 'top-up',
      prefix: 'CZ',
      copies: this.copies(),
      personId: plan.holder.personId,
      printerId: hand.printerId,
      compose: ({ number, at }) => {
        const receipt = this.head(venue, 'value.paper.toppedUp', number, at);
        receipt.pair(this.t('value.paper.member'), member);
        if (paper.agent)
          receipt.pair(this.t('value.paper.cameFor'), `${maskName(paper.agent.name)} (${paper.agent.relation})`);
        receipt.rule();
        for (const lot of paper.lots) this.lot(receipt, lot);
        receipt.total(this.t('value.paper.credited'), money(plan.amountFen + plan.offer.bonusFen)).rule();
        this.payment(receipt, paper);
        const before = plan.held.principalFen + plan.held.bonusFen;
        receipt
          .rule()
          .pair(this.t('value.paper.before'), money(before))
          .pair(this.t('value.paper.after'), money(before + plan.split.firstFen + plan.bonusFen[0]));
        return receipt.rule().centre(this.t('value.paper.terms')).pair(this.t('value.paper.by'), hand.name);
      },
    });
  }

  async moved(tx: Tx, paper: ValueOnPaper): Promise<Written> {
    const member = await this.memberLine(tx, paper.holder);
    const venue = await this.venueName(tx);
    return this.documents.create(tx, {
      kind: `value-${paper.kind}`,
      prefix: PREFIX[paper.kind],
      copies: this.copies(),
      personId: paper.holder.erasedAt === null ? paper.holder.personId : null,
      printerId: paper.printerId,
      compose: ({ number, at }) => {
        const receipt = this.head(venue, `value.paper.${paper.kind}`, number, at);
        receipt
          .pair(this.t('value.paper.member'), member)
          .pair(this.t('value.paper.card'), maskCardNo(paper.holder.cardNo))
          .rule();
        for (const { label, value } of paper.facts) receipt.pair(label, value);
        receipt
          .rule()
          .pair(this.t('value.paper.before'), money(paper.beforeFen))
          .total(this.t('value.paper.change'), signedMoney(paper.changeFen))
          .pair(this.t('value.paper.after'), money(paper.beforeFen + paper.changeFen));
        return receipt.rule().pair(this.t('value.paper.by'), paper.clerkName);
      },
    });
  }

  /** A paper that names no guest: the list of a company's cards. */
  async unit(
    tx: Tx,
    { facts, lots, hand }: Pick<TopUpOnPaper, 'hand' | 'lots'> & Pick<ValueOnPaper, 'facts'>,
  ): Promise<Written> {
    const venue = await this.venueName(tx);
    return this.documents.create(tx, {
      kind: 'unit-top-up',
      prefix: 'DW',
      copies: this.copies(),
      personId: null,
      printerId: hand.printerId,
      compose: ({ number, at }) => {
        const receipt = this.head(venue, 'value.paper.unit', number, at);
        for (const { label, value } of facts) receipt.pair(label, value);
        receipt.rule();
        for (const lot of lots) this.lot(receipt, lot);
        const credited = lots.reduce((sum, { principalFen, bonusFen }) => sum + principalFen + bonusFen, 0);
        receipt.total(this.t('value.paper.credited'), money(credited));
        return receipt.rule().pair(this.t('value.paper.by'), hand.name);
      },
    });
  }

  /** Words of this room on paper. */
  t(key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(PAPER, key, params);
  }

  private head(venue: string, titleKey: string, number: string, at: number): Receipt {
    const receipt = new Receipt().title(venue).heading(this.t(titleKey)).rule();
    return receipt.pair(this.t('value.paper.number'), number).pair(this.t('value.paper.at'), dateTime(at));
  }

  private lot(receipt: Receipt, { cardNo, principalFen, bonusFen }: SoldLot): void {
    receipt
      .pair(this.t('value.paper.card'), maskCardNo(cardNo))
      .pair(this.t('value.paper.principal'), money(principalFen))
      .pair(this.t('value.paper.bonus'), money(bonusFen));
  }

  private payment(receipt: Receipt, { tenders, cash }: TopUpOnPaper): void {
    for (const { kind, amountFen, reference } of tenders) {
      receipt.pair(this.t(`cards.tender.${kind}`), `${money(amountFen)}${reference === '' ? '' : ` (${reference})`}`);
    }
    if (cash.received > 0) {
      receipt
        .pair(this.t('value.paper.received'), money(cash.received))
        .pair(this.t('value.paper.cashBack'), money(cash.change));
    }
  }

  private async memberLine(tx: Tx, holder: CardHolder): Promise<string> {
    if (holder.erasedAt !== null) return '—';
    const { storeId, businessDate } = tx.command;
    const { ladyTitle } = (await this.policies.current(tx, storeId, businessDate ?? '')).venue;
    const words = { MR: this.t('members.title.MR'), MS: ladyTitle, GUEST: this.t('members.title.GUEST') };
    const name = salutation(this.fields.name(holder) ?? '', holder.title, words);
    return `${name} ${this.fields.maskedPhone(holder)}`.trim();
  }

  private copies(): CopySpec[] {
    return [
      { name: 'customer', heading: this.t('printing.copy.customer') },
      { name: 'merchant', heading: this.t('printing.copy.merchant'), signature: this.t('ui.receipt.sign') },
    ];
  }

  private async venueName(tx: Tx): Promise<string> {
    return (await this.stores.venue(tx))?.name ?? this.t('desk.product');
  }
}
