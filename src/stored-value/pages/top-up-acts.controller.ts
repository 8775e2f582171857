import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { UNNAMED_KIND } from '../../cards/rules/card-validity.js';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { InvoicedLots } from '../refund/invoiced-lots.js';
import { standingOf } from '../rules/lot-split.js';
import { partsOfLot } from '../spend-rows.js';
import { ValueDesk } from '../value-desk.js';
import { takenFor } from '../wrong-lot.js';
import { CorrectionForm } from './value.dto.js';

interface ActLot {
  readonly lotId: string;
  readonly membershipId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly businessDate: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly cardNo: string;
  readonly tier: string;
  readonly balanceFen: number;
  readonly raised: number;
  /** The tier's card that waits to be handed over; null when none does. */
  readonly handoverId: string | null;
  readonly kindCode: string;
  /** The paper of a card that was sold in the act; null for one the guest had. */
  readonly soldPaperId: string | null;
}

const LOT = `SELECT l.id AS lot_id, l.membership_id, l.document_id, d.number AS document_no, l.business_date, l.principal_fen, l.bonus_fen,
  c.card_no, m.tier, COALESCE((SELECT SUM(a.balance) FROM ledger_account a WHERE a.owner = l.membership_id AND a.unit = 'FEN'
    AND a.kind IN ('prepaid.principal', 'prepaid.bonus')), 0) AS balance_fen,
  (SELECT COUNT(*) FROM card_handover h JOIN tier_step s ON s.id = h.tier_step_id WHERE s.document_id = l.document_id
    AND s.membership_id = l.membership_id) AS raised,
  (SELECT MAX(h.id) FROM card_handover h JOIN tier_step s ON s.id = h.tier_step_id WHERE s.document_id = l.document_id
    AND s.membership_id = l.membership_id AND h.state IN ('DUE', 'OWED')) AS handover_id, c.kind_code,
  (SELECT a.document_id FROM card_act a WHERE a.journal_id = l.journal_id AND a.card_id = l.card_id AND a.kind = 'SELL') AS sold_paper_id
  FROM top_up_lot l JOIN document d ON d.id = l.document_id JOIN membership m ON m.id = l.membership_id JOIN card c ON c.id = l.card_id`;

/** After the payment: the slip for the guest, the card that is due; and putting a wrong one right (H15). */
@Controller('top-ups')
export class TopUpActsController {
  constructor(
    private readonly reader: Reader,
    private readonly desks: ValueDesk,
    private readonly invoiced: InvoicedLots,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get('acts/:actId')
  @Allow('storedValue.view')
  async done(@Desk() desk: DeskContext, @Param('actId') actId: string): Promise<Answer> {
    const lots = await this.reader.rows<ActLot>(`${LOT} WHERE l.act_id = ? AND l.store_id = ? ORDER BY l.id`, [
      actId,
      desk.store.id,
    ]);
    const [first] = lots;
    if (!first) throw new DomainError('page.notFound');
    const say = (key: string, params?: Record<string, string>) => this.i18n.t(desk.locale, `value.${key}`, params);
    const credited = lots.reduce((sum, { principalFen, bonusFen }) => sum + principalFen + bonusFen, 0);
    const tier = this.i18n.t(desk.locale, `members.tier.${first.tier}`);
    const titleKey = first.soldPaperId !== null ? 'value.unnamed.doneTitle' : 'value.topUp.doneTitle';
    const model = {
      title: this.i18n.t(desk.locale, titleKey),
      text: say('topUp.done', { s: money(credited), balance: money(first.balanceFen) }),
      raised: first.raised > 0 ? say('topUp.raised', { tier }) : undefined,
      facts: [
        { label: say('topUp.paper'), value: first.documentNo },
        ...lots.map(({ cardNo, principalFen, bonusFen }) => ({
          label: maskCardNo(cardNo),
          value: `${money(principalFen)} + ${money(bonusFen)}`,
        })),
      ],
      handovers: lots.flatMap(({ handoverId, cardNo }) =>
        handoverId === null
          ? []
          : [
              {
                href: `/card-handovers/${handoverId}`,
                label: say('topUp.handOver', { tier, card: maskCardNo(cardNo) }),
              },
            ],
      ),
      ...this.ways(desk, lots, first),
      printHref: `/documents/${first.documentId}`,
    };
    return page('value/done', model, { titleKey });
  }

  /** Where the clerk goes from here: the slip of a card that was sold, its page (a card that names nobody has no member), the next guest. */
  private ways(
    { locale }: DeskContext,
    lots: readonly ActLot[],
    { soldPaperId, kindCode, membershipId }: ActLot,
  ): object {
    const say = (key: string, params?: Record<string, string>) => this.i18n.t(locale, `value.${key}`, params);
    const unnamed = kindCode === UNNAMED_KIND;
    return {
      soldPapers: lots.flatMap(({ soldPaperId: paperId, cardNo }) =>
        paperId === null
          ? []
          : [{ href: `/documents/${paperId}`, label: say('unnamed.paper', { card: maskCardNo(cardNo) }) }],
      ),
      memberHref: unnamed ? undefined : `/members/${membershipId}`,
      cardHref: unnamed ? `/cards/of/${membershipId}` : undefined,
      again:
        soldPaperId === null
          ? { href: `/top-ups/${membershipId}`, label: say('topUp.again') }
          : { href: '/unnamed-cards', label: say('unnamed.again') },
    };
  }

  @Get(':membershipId/lots/:lotId')
  @Allow('storedValue.correctTopUp')
  form(@Desk() desk: DeskContext, @Param('lotId') lotId: string): Promise<Answer> {
    return this.correction(desk, lotId);
  }

  @Post(':membershipId/lots/:lotId')
  @Allow('storedValue.correctTopUp')
  correct(@Desk() desk: DeskContext, @Param('lotId') lotId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: CorrectionForm,
      act: async ({ requestKey, amount, tender, reason }) => {
        const lot = await this.lot(desk, lotId);
        const amountFen = parseYuan(amount, { field: 'amount' });
        return this.desks.sendCorrection(desk, requestKey, { lotId, amountFen, tender, reason }, lot.documentNo);
      },
      done: (roles) => {
        const role = roles.map((name) => this.i18n.t(desk.locale, `staff.role.${name}`)).join(' / ');
        return seeOther('/', { tone: 'info', key: 'value.correct.sent', params: { role } });
      },
      again: (problem) => this.correction(desk, lotId, problem),
    });
  }

  private async correction(desk: DeskContext, lotId: string, problem?: FormProblem): Promise<Answer> {
    const lot = await this.lot(desk, lotId);
    const parts = await partsOfLot(this.reader, lotId);
    const say = (key: string) => this.i18n.t(desk.locale, `value.${key}`);
    const action = `/top-ups/${lot.membershipId}/lots/${lotId}`;
    const taken = await takenFor(this.reader, lotId);
    const [standing] = await this.invoiced.of(this.reader, [lotId]);
    const no = standing?.reference || '—';
    const tenderName = (kind: string) => this.i18n.t(desk.locale, `cards.tender.${kind}`);
    const blank = { action, requestKey: uuidv7(), values: { amount: '', tender: '', reason: '' }, errors: {} };
    const model = {
      form: { ...blank, ...problem },
      // one tender gives back what it took; of several the clerk says which
      tenders: taken.length > 1 ? taken.map(({ kind }) => ({ value: kind, label: tenderName(kind) })) : undefined,
      invoiced: standing && this.i18n.t(desk.locale, 'error.storedValue.correct.invoiced', { no }),
      back: `/top-ups/${lot.membershipId}`,
      facts: [
        { label: say('topUp.paper'), value: lot.documentNo, note: lot.businessDate },
        { label: say('card'), value: maskCardNo(lot.cardNo) },
        { label: say('correct.wrong'), value: `${money(lot.principalFen)} + ${money(lot.bonusFen)}` },
        {
          label: say('correct.paid'),
          value: taken.map(({ kind, amountFen }) => `${tenderName(kind)} ${money(amountFen)}`).join(' + '),
        },
        { label: say('correct.spent'), value: money(parts.reduce((sum, part) => sum + standingOf(part), 0)) },
      ],
    };
    return page('value/correction', model, { titleKey: 'value.correct.title' });
  }

  private async lot(desk: DeskContext, lotId: string): Promise<ActLot> {
    const lot = await this.reader.one<ActLot>(`${LOT} WHERE l.id = ? AND l.store_id = ?`, [lotId, desk.store.id]);
    if (!lot) throw new DomainError('page.notFound');
    return lot;
  }
}
