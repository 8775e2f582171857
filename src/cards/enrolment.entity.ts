import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Membership } from '../members/membership.entity.js';
import { Person } from '../members/person.entity.js';
import { Document } from '../platform/printing/document.entity.js';
import { Card } from './card.entity.js';
import { EnrolmentDraft } from './enrolment-draft.entity.js';

/** A guest became a member: fee, card, who explained and who entered. */
@Entity()
@Unique(['draftId'])
@Unique(['membershipId'])
@Index(['personId'])
@Index(['cardId'])
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
@Index(['documentId'])
@AppendOnly()
export class Enrolment {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => EnrolmentDraft)
  @Column('varchar', { length: 36 })
  draftId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  personId!: string;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36 })
  cardId!: string;

  @Column('varchar', { length: 32 })
  kindCode!: string;

  @Column('bigint')
  feeFen!: number;

  @Column('varchar', { length: 16, nullable: true })
  tender!: string | null;

  @Column('bigint')
  receivedFen!: number;

  @Column('bigint')
  changeFen!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  explainedBy!: string;

  @Column('varchar', { length: 36 })
  enteredBy!: string;

  @Column('varchar', { length: 16, nullable: true })
  recommenderNo!: string | null;

  /** DOCUMENT_SEEN or PLAINLY_ADULT. */
  @Column('varchar', { length: 16 })
  adultOutcome!: string;

  /** Kind of the document seen; never a copy, never its number. */
  @Column('varchar', { length: 24, nullable: true })
  adultDocument!: string | null;

  @Column('varchar', { length: 24, nullable: true })
  proof!: string | null;

  /** The refusal this entry corrects: the supervisor sees both (H29). */
  @Column('varchar', { length: 36, nullable: true })
  afterRefusalId!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}
