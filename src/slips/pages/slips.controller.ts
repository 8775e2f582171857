import { Controller, Get, Param, Query } from '@nestjs/common';
import { addDays, isPlainDate, proposedBusinessDate, venueInstant } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { type Answer, page } from '../../platform/http/page-result.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { SLIP_FILTERS, type SlipFilter, SlipsQueries } from '../slips.queries.js';
import { SlipsPresenter } from './slips.presenter.js';

/** What the tills pushed, what was imported and what was keyed: reading only. */
@Controller('slips')
@Allow('slips.view')
export class SlipsController {
  constructor(
    private readonly queries: SlipsQueries,
    private readonly presenter: SlipsPresenter,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async list(@Desk() desk: DeskContext, @Query() query: Record<string, unknown>): Promise<Answer> {
    const date = textOf(query['date']);
    const today = desk.businessDate ?? proposedBusinessDate(this.clock.now());
    const wanted = {
      date: isPlainDate(date) ? date : today,
      filter: SLIP_FILTERS.find((filter) => filter === query['filter']) ?? 'ALL',
      text: textOf(query['q']).slice(0, 40),
    };
    const from = venueInstant(wanted.date, '06:00');
    const to = venueInstant(addDays(wanted.date, 1), '06:00');
    const slips = await this.queries.list(desk.store.id, { ...wanted, from, to });
    const model = {
      wanted,
      tabs: SLIP_FILTERS.map((filter) => this.tab(desk, wanted, filter)),
      columns: this.presenter.columns(desk.locale),
      rows: slips.map((slip) => this.presenter.row(slip, wanted.date, desk.locale)),
      count: this.i18n.t(desk.locale, 'slips.shown', { count: slips.length }),
    };
    return page('slips/list', model, { titleKey: 'slips.listTitle' });
  }

  @Get(':id')
  async show(@Desk() { store, locale }: DeskContext, @Param('id') id: string): Promise<Answer> {
    const slip = await this.queries.find(store.id, id);
    if (!slip) throw new DomainError('page.notFound');
    const parts = await this.queries.parts(id);
    const claims = await this.queries.claims(id);
    const link = async (key: 'replaces' | 'replacedBy', slipId: string | null) => {
      const slipNo = await this.queries.numberOf(slipId);
      return slipNo === undefined
        ? undefined
        : { text: this.i18n.t(locale, `slips.${key}`, { slipNo }), href: `/slips/${slipId ?? ''}` };
    };
    const model = {
      slipNo: slip.slipNo,
      links: [await link('replaces', slip.replacesId), await link('replacedBy', slip.replacedById)].filter(
        (each) => each !== undefined,
      ),
      facts: this.presenter.facts(slip, locale),
      content: this.presenter.content({ ...parts, keyedFen: slip.keyedFen }, locale),
      refundColumns: [
        { label: this.i18n.t(locale, 'slips.refunds') },
        { label: this.i18n.t(locale, 'slips.charged'), align: 'end' },
      ],
      refunds: parts.refunds.map((tender) => this.presenter.tender(tender, locale)),
      claims: claims.map((claim) => this.presenter.claim(claim, locale)),
    };
    return page('slips/show', model, { titleKey: 'slips.title' });
  }

  private tab(
    desk: DeskContext,
    wanted: { date: string; filter: SlipFilter; text: string },
    filter: SlipFilter,
  ): object {
    const query = new URLSearchParams({ date: wanted.date, filter, ...(wanted.text === '' ? {} : { q: wanted.text }) });
    const label = this.i18n.t(desk.locale, `slips.filter.${filter}`);
    return { label, href: `/slips?${query.toString()}`, active: wanted.filter === filter, count: undefined };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
