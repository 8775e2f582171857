import { Injectable } from '@nestjs/common';
import { maskCardNo, maskName } from '../../members/rules/masks.js';
import type { Tx } from '../../platform/database/tx.js';
import { money } from '../../platform/views/format.js';
import { type ActingClerk, CardPapers } from '../life/card-papers.js';
import type { PersonAtCounter } from '../rules/adult-person.js';
import type { FeePayment } from '../rules/card-fee.js';
import type { UnitHolder } from '../rules/unit-holders.js';

/** A company's list as it was read and will be sold. */
export interface UnitList {
  readonly unitName: string;
  readonly creditCode: string;
  readonly agent: PersonAtCounter;
  readonly holders: readonly UnitHolder[];
  readonly kindCode: string;
  readonly until: string | null;
  readonly payment: FeePayment;
  readonly clerk: ActingClerk;
}

/** The paper of a company's list: who bought, who came, every card with its holder, masked. */
@Injectable()
export class UnitPapers {
  constructor(private readonly papers: CardPapers) {}

  write(tx: Tx, { unitName, creditCode, agent, holders, kindCode, payment, clerk }: UnitList, personId: string) {
    const { feeFen, tender, receivedFen, changeFen } = payment;
    const cash = [['received', money(receivedFen)] as const, ['change', money(changeFen)] as const];
    const fee = [['cardFee', money(feeFen)] as const, ['tender', this.papers.t(`cards.tender.${tender}`)] as const];
    return this.papers.write(tx, {
      kind: 'unit',
      clerk,
      personId,
      copies: 'GUEST',
      lines: [
        ['unitName', unitName],
        ['creditCode', creditCode],
        ['agent', maskName(agent.name)],
        ['kind', this.papers.t(`cards.kind.${kindCode}`)],
        ['pieces', String(holders.length)],
        ...(feeFen === 0 ? [] : fee),
        ...(tender === 'CASH' ? cash : []),
      ],
      notes: [
        ...holders.map(({ card, name }) => `${maskCardNo(card.cardNo)}  ${maskName(name)}`),
        this.papers.t('cardlife.paper.note.unit'),
      ],
    });
  }
}
