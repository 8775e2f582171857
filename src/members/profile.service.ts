import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { I18n } from '../platform/i18n/i18n.js';
import {
  ApprovableActs,
  type ActDocument,
  type ActDone,
  type ApprovableAct,
  type ParkedAct,
} from '../staff/approvals/approvable-acts.js';
import { ApprovalsService, type Parked } from '../staff/approvals/approvals.service.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { Consents } from './consents.js';
import { MemberQueries, type MemberRow } from './member.queries.js';
import { People } from './people.js';
import { ProfileChange } from './profile-change.entity.js';
import {
  type KnownToTheHouse,
  type ProfileChangeDraft,
  type ProfileInput,
  readProfileChange,
  RISKY_FIELDS,
} from './profile-input.js';
import { TITLES } from './rules/salutation.js';
import { PersonFields } from './sealed-person.js';

type ParkedChange = {
  membershipId: string;
  field: ProfileChangeDraft['field'];
  text: string;
  proof: ProfileChangeDraft['proof'];
};

/** 003E-101: the file of a guest is kept right. What it said before stays, sealed; what can be stolen needs a second person. */
@Injectable()
export class ProfileService implements ApprovableAct<ParkedChange> {
  readonly kind = 'members.changeProfile';

  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: MemberQueries,
    private readonly people: People,
    private readonly fields: PersonFields,
    private readonly consents: Consents,
    private readonly approvals: ApprovalsService,
    private readonly i18n: I18n,
    acts: ApprovableActs,
  ) {
    acts.register(this);
  }

  /**
   * Changes a harmless field at once, or sends a risky one to a lead. Resolves with who may decide, or null when it is done.
   * Throws `page.notFound`, `members.proof.*`, `members.*.invalid`.
   */
  async change(desk: DeskContext, key: string, membershipId: string, input: ProfileInput): Promise<Parked | null> {
    const member = await this.member(this.reader, membershipId);
    const known = { phone: this.fields.phone(member), birthday: this.fields.birthday(member) };
    const draft = await this.read(desk, membershipId, input, known);
    const parked: ParkedChange = { membershipId, ...draft };
    if (RISKY_FIELDS.includes(draft.field)) {
      const params = { name: this.fields.maskedName(member) };
      const summary = { key: `members.change.ask.${draft.field}`, params };
      return this.approvals.send(desk, key, { kind: this.kind, input: parked, personId: member.personId, summary });
    }
    await this.uow.run(commandAt(desk, this.kind, key, parked), async (tx) => {
      await this.apply(tx, parked);
      return null;
    });
    return null;
  }

  async perform(tx: Tx, { input }: ParkedAct<ParkedChange>): Promise<ActDone> {
    await this.apply(tx, input);
    return { href: `/members/${input.membershipId}`, summary: { key: `members.change.done.${input.field}` } };
  }

  async describe(desk: DeskContext, { input }: ParkedAct<ParkedChange>): Promise<ActDocument> {
    const member = await this.member(this.reader, input.membershipId);
    const t = (key: string) => this.i18n.t(desk.locale, key);
    const facts = [
      { label: t('members.member'), value: `${this.fields.maskedName(member)} ${this.fields.maskedPhone(member)}` },
      { label: t('members.change.field'), value: t(`members.field.${input.field}`) },
      { label: t('members.change.proof'), value: t(`members.proof.${input.proof}`) },
    ];
    return { facts, href: `/members/${input.membershipId}` };
  }

  /** Agreed or withdrawn in one click; the membership itself is not touched (个人信息保护法 15, 16). */
  async setMarketing(desk: DeskContext, key: string, membershipId: string, given: boolean): Promise<void> {
    await this.uow.run(commandAt(desk, 'members.changeConsent', key, { membershipId, given }), async (tx) => {
      const { personId } = await this.member(tx, membershipId);
      await this.consents.record(tx, { personId, purpose: 'MARKETING', given, channel: 'COUNTER' });
      return null;
    });
  }

  /** Wrong answers leave a journal row: trying until they fit is seen. */
  private async read(
    desk: DeskContext,
    membershipId: string,
    input: ProfileInput,
    known: KnownToTheHouse,
  ): Promise<ProfileChangeDraft> {
    try {
      return readProfileChange(input, known);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'members.proof.mismatch') {
        await this.uow.note(commandAt(desk, this.kind, uuidv7(), { membershipId }), 'REFUSED', {
          code: error.code,
          membershipId,
        });
      }
      throw error;
    }
  }

  private async apply(tx: Tx, { membershipId, field, text, proof }: ParkedChange): Promise<void> {
    const member = await this.member(tx, membershipId);
    await tx.insert(ProfileChange, {
      id: uuidv7(),
      personId: member.personId,
      field,
      sealedOld: sealedNow(member, field),
      proof,
      at: tx.now,
      byId: tx.command.actorId,
    });
    if (field === 'title') {
      await this.people.changeTitle(tx, member.personId, TITLES.find((title) => title === text) ?? 'GUEST');
    } else {
      await this.people.write(tx, member.personId, field, text === '' ? null : text);
    }
  }

  private async member(db: SqlReads, membershipId: string): Promise<MemberRow> {
    const member = await this.queries.byId(db, membershipId);
    if (!member || member.closedAt !== null || member.erasedAt !== null) throw new DomainError('page.notFound');
    return member;
  }
}

/** The old value stays under the seal it had: it opens in its own place and nowhere else. */
function sealedNow(member: MemberRow, field: ProfileChangeDraft['field']): string | null {
  const sealed = {
    name: member.sealedName,
    phone: member.sealedPhone,
    birthday: member.sealedBirthday,
    preferences: member.sealedPreferences,
    address: member.sealedAddress,
    title: null,
  };
  return sealed[field];
}
