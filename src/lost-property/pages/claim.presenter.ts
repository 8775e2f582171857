import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { drawnSignature } from '../../kernel/signature-strokes.js';
import { ID_DOCUMENT_TYPES } from '../../members/rules/id-document.js';
import { maskIdNumber, maskName, maskPhone } from '../../members/rules/masks.js';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { CLAIM_WAYS, type Claimant } from '../claim-form.js';
import { type ClaimRow, Claims } from '../claims.js';
import { type ItemRow, LostItems } from '../lost-items.js';
import { Photos } from '../photos.js';
import { Reveals } from '../reveals.js';
import { compareDescription } from '../rules/lost-match.js';
import { LostDetails } from './lost-details.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

export type TypedClaim = Pick<FormModel, 'values' | 'errors'> & {
  readonly of: 'release' | 'reject' | 'claimant' | 'shown';
};

/** The claim page. Before the description nothing private is in the model at all, so no style sheet has to hide it (003E-044). */
@Injectable()
export class ClaimPresenter {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly items: LostItems,
    private readonly claims: Claims,
    private readonly reveals: Reveals,
    private readonly photos: Photos,
    private readonly details: LostDetails,
    private readonly vault: PersonVault,
    private readonly reader: Reader,
  ) {}

  describe(item: ItemRow, form: FormModel): object {
    return { form, title: item.number, back: `/lost/${item.id}` };
  }

  async show(desk: DeskContext, claim: ClaimRow, typed?: TypedClaim): Promise<object> {
    const item = await this.items.ofStore(this.reader, desk.store.id, claim.itemId);
    const open = claim.outcome === null && (await this.reveals.isOpen(this.reader, desk, item.id));
    const said = await this.vault.open(this.reader, claim.id, 'lost_claim.description', claim.sealedDescription);
    const shown = typed?.of === 'shown';
    const form = (of: TypedClaim['of']) => ({
      ...emptyForm(`/lost/claims/${claim.id}/${of}`, uuidv7()),
      ...(typed?.of === of ? typed : {}),
    });
    return {
      title: `${item.number} ${this.words.thing(item)}`,
      back: `/lost/${item.id}`,
      badges: [
        {
          text: this.words.say(desk.locale, `claim.outcome.${claim.outcome ?? 'OPEN'}`),
          tone: claim.outcome === 'RELEASED' ? 'ok' : 'warn',
        },
      ],
      said: said ?? this.words.say(desk.locale, 'claim.erased'),
      over: claim.outcome !== null,
      ...(await this.result(claim, desk.locale, shown)),
      seenBefore: await this.seenBefore(claim, desk.locale),
      shown,
      claimant:
        claim.outcome === 'RELEASED' && !shown && mayDo(desk.person.roles, 'lost.revealClaimant')
          ? form('claimant')
          : undefined,
      documentHref: claim.documentId === null ? undefined : `/documents/${claim.documentId}`,
      reopen: claim.outcome === null && !open ? emptyForm(`/lost/claims/${claim.id}/reopen`, uuidv7()) : undefined,
      compare: open ? await this.compare(desk, item, said ?? '') : undefined,
      release: open ? form('release') : undefined,
      reject: open ? form('reject') : undefined,
      question: open ? await this.question(item, desk.locale) : undefined,
      others: open ? await this.others(claim, desk.locale) : undefined,
      ...this.choices(desk.locale),
    };
  }

  private choices(locale: Locale) {
    const documents = ID_DOCUMENT_TYPES.filter((type) => type !== 'STUDENT_ID');
    return {
      ways: this.words.options(locale, 'claim.ways', CLAIM_WAYS),
      idTypes: this.words.options(locale, 'idTypes', documents),
      paidBy: this.words.options(locale, 'claim.paidBy', ['HOUSE', 'OWNER']),
    };
  }

  private async compare(desk: DeskContext, item: ItemRow, said: string) {
    const registered = `${this.words.thing(item)} ${item.place} ${await this.details.features(item)}`;
    const match = compareDescription(said, registered);
    const nothing = this.words.say(desk.locale, 'claim.nothing');
    const line = (key: 'agreeing' | 'contradicting' | 'unsaid') => ({
      label: this.words.say(desk.locale, `claim.${key}`),
      value: match[key].join(' · ') || nothing,
    });
    return {
      lines: [line('agreeing'), line('contradicting'), line('unsaid')],
      details: await this.details.of(item, desk.locale, await this.photos.idsOf(this.reader, item.id)),
    };
  }

  /** The guest should have spoken first; where somebody had looked before, the page says who and when. */
  private async seenBefore(claim: ClaimRow, locale: Locale): Promise<string | undefined> {
    const seen = await this.reveals.seenBefore(this.reader, claim);
    if (seen.length === 0) return undefined;
    const who = seen.map(({ name, at }) => `${name} ${dateTime(at)}`).join(' · ');
    return this.words.say(locale, 'claim.seenBefore', { who });
  }

  private async question(item: ItemRow, locale: Locale): Promise<string | undefined> {
    const question = await this.details.question(item);
    return question === null ? undefined : this.words.say(locale, 'claim.question', { question });
  }

  private async others(claim: ClaimRow, locale: Locale): Promise<string | undefined> {
    const others = await this.claims.others(this.reader, claim);
    return others.length === 0 ? undefined : this.words.say(locale, 'claim.reasonOthers', { count: others.length });
  }

  /** Who took it, masked; in full, with the signature drawn again, where that was asked for with a reason. */
  private async result(claim: ClaimRow, locale: Locale, full: boolean) {
    const { id, sealedClaimant, reason } = claim;
    const json =
      sealedClaimant === null ? null : await this.vault.open(this.reader, id, 'lost_claim.claimant', sealedClaimant);
    const rows = reason === null ? [] : [{ label: this.words.say(locale, 'reason'), value: reason }];
    if (json === null) return { rows, drawn: null };
    const who: Claimant = JSON.parse(json);
    const { name, phone, idNumber, address, ownerName = '', ownerId = '', onBehalfOf = null, signature } = who;
    const row = (key: string, value: string | null) => (value ? [{ label: this.words.say(locale, key), value }] : []);
    const known = [
      ...row('paper.claimant', full ? `${name} ${phone}` : `${maskName(name)} ${maskPhone(phone)}`),
      ...row('idNumber', full || idNumber === null ? idNumber : maskIdNumber(idNumber)),
      ...row('ownerName', full ? ownerName : maskName(ownerName)),
      ...row('ownerId', full ? ownerId : maskIdNumber(ownerId)),
      ...row('onBehalfOf', full ? onBehalfOf : null),
      ...row('claim.address', full ? address : null),
      ...row('courierNo', who.courierNo ?? claim.courierNo),
      ...row('claim.courierCost', this.parcel(claim, locale)),
      ...row('claim.signed', this.words.say(locale, signature === '' ? 'claim.onPaper' : 'claim.onPad')),
      ...rows,
    ];
    return { rows: known, drawn: full ? drawnSignature(signature) : null };
  }

  private parcel({ courierFen, courierPaidBy }: ClaimRow, locale: Locale): string | null {
    if (courierFen === null || courierPaidBy === null) return null;
    const payer = this.words.say(locale, `claim.paidBy.${courierPaidBy}`);
    return this.words.say(locale, 'claim.parcel', { payer, cost: `¥${money(courierFen)}` });
  }
}
