import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import type { ReleaseInput } from '../claim-form.js';
import { Claims } from '../claims.js';
import { LostItems } from '../lost-items.js';
import { ReleaseItem } from '../release-item.js';
import { ClaimPresenter, type TypedClaim } from './claim.presenter.js';

const RELEASE = [
  'answer',
  'way',
  'name',
  'phone',
  'idType',
  'idNumber',
  'ownerName',
  'ownerId',
  'letter',
  'address',
  'courierNo',
  'callRecord',
  'courierCost',
  'courierPaidBy',
  'reason',
  'signature',
] as const satisfies readonly (keyof ReleaseInput)[];

/** 认领: describe, compare, release or not. */
@Controller('lost')
export class LostClaimController {
  constructor(
    private readonly items: LostItems,
    private readonly claims: Claims,
    private readonly release: ReleaseItem,
    private readonly presenter: ClaimPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get(':id/claim')
  @Allow('lost.claim')
  start(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.describePage(desk, id);
  }

  @Post(':id/claim')
  @Allow('lost.claim')
  describe(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.claims.describe(desk, requestKey, id, fieldsOf(body, ['description']).description)).result,
      done: ({ claimId }) => seeOther(`/lost/claims/${claimId}`),
      again: (typed) => this.describePage(desk, id, typed),
    });
  }

  @Get('claims/:claimId')
  @Allow('lost.claim')
  show(@Desk() desk: DeskContext, @Param('claimId') claimId: string): Promise<Answer> {
    return this.claimPage(desk, claimId);
  }

  @Post('claims/:claimId/reopen')
  @Allow('lost.claim')
  reopen(@Desk() desk: DeskContext, @Param('claimId') claimId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.claims.reopen(desk, requestKey, claimId),
      done: () => seeOther(`/lost/claims/${claimId}`),
      again: () => this.claimPage(desk, claimId),
    });
  }

  @Post('claims/:claimId/release')
  @Allow('lost.claim')
  give(@Desk() desk: DeskContext, @Param('claimId') claimId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.release.release(desk, requestKey, claimId, fieldsOf(body, RELEASE), coSignOf(body))).result,
      done: ({ documentId, number }) =>
        seeOther(`/lost/claims/${claimId}`, {
          tone: 'ok',
          key: 'lost.claim.done',
          params: { number },
          href: `/documents/${documentId}`,
          hrefKey: 'ui.print',
        }),
      again: (typed) => this.claimPage(desk, claimId, { ...typed, of: 'release' }),
    });
  }

  @Post('claims/:claimId/claimant')
  @Allow('lost.revealClaimant')
  claimant(@Desk() desk: DeskContext, @Param('claimId') claimId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => {
        await this.claims.revealClaimant(desk, requestKey, claimId, fieldsOf(body, ['reason']).reason);
        const claim = await this.claims.ofStore(this.reader, desk.store.id, claimId);
        return this.presenter.show(desk, claim, { of: 'shown', values: {}, errors: {} });
      },
      done: (model) => page('lost/claim', model, { titleKey: 'lost.claim.title' }),
      again: (typed) => this.claimPage(desk, claimId, { ...typed, of: 'claimant' }),
    });
  }

  @Post('claims/:claimId/reject')
  @Allow('lost.claim')
  reject(@Desk() desk: DeskContext, @Param('claimId') claimId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) =>
        this.claims.reject(desk, requestKey, claimId, fieldsOf(body, ['rejectReason']).rejectReason),
      done: () => seeOther(`/lost/claims/${claimId}`, { tone: 'info', key: 'lost.claim.rejected' }),
      again: (typed) =>
        this.claimPage(desk, claimId, {
          ...typed,
          of: 'reject',
          errors: { ...typed.errors, rejectReason: typed.errors['reason'] ?? '' },
        }),
    });
  }

  private async describePage(desk: DeskContext, id: string, typed: Partial<FormModel> = {}): Promise<Answer> {
    const item = await this.items.ofStore(this.reader, desk.store.id, id);
    const form = { ...emptyForm(`/lost/${id}/claim`, uuidv7()), ...typed };
    return page('lost/describe', this.presenter.describe(item, form), { titleKey: 'lost.claim.title' });
  }

  private async claimPage(desk: DeskContext, claimId: string, typed?: TypedClaim): Promise<Answer> {
    const claim = await this.claims.ofStore(this.reader, desk.store.id, claimId);
    return page('lost/claim', await this.presenter.show(desk, claim, typed), { titleKey: 'lost.claim.title' });
  }
}
