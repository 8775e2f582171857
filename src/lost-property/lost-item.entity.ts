import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Document } from '../platform/printing/document.entity.js';

/**
 * A thing somebody left behind, as it stands now; its story is in `lost_item_step`. What only the owner can know (features, question, answer)
 * is sealed under the venue's key and stands in no list, paper or export.
 */
@Entity()
@Index(['storeId', 'state'])
@Index(['storeId', 'foundOn'])
@Index(['documentId'])
export class LostItem {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** Of its tag: `YW20261120-0001`. */
  @Column('varchar', { length: 32 })
  number!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 40 })
  name!: string;

  @Column('varchar', { length: 20 })
  colour!: string;

  /** Room or area. */
  @Column('varchar', { length: 40 })
  place!: string;

  @Column('bigint')
  foundAt!: number;

  /** Business date of the registration. */
  @Column('varchar', { length: 10 })
  foundOn!: string;

  @Column('varchar', { length: 16 })
  category!: string;

  /** 0 or 1: belongs into the safe. */
  @Column('integer')
  valuable!: number;

  /** Its words as `keptWords` writes them. */
  @Column('varchar', { length: 600 })
  words!: string;

  @Column('text', { nullable: true })
  sealedFeatures!: string | null;

  @Column('text', { nullable: true })
  sealedQuestion!: string | null;

  @Column('text', { nullable: true })
  sealedAnswer!: string | null;

  @Column('varchar', { length: 16 })
  state!: string;

  @Column('bigint')
  stateSince!: number;

  /** Until when a valuable must be in the safe; null once it is, and for everything else. */
  @Column('bigint', { nullable: true })
  safeBy!: number | null;

  @Column('varchar', { length: 20, nullable: true })
  slot!: string | null;

  @Column('varchar', { length: 40, nullable: true })
  bagNo!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  keyHolderId!: string | null;

  /** Cash found, counted by two people; it is never a drawer's. */
  @Column('bigint', { nullable: true })
  cashFen!: number | null;

  /** Business date on which the VIP centre took it (003E-041), and what follows from it. */
  @Column('varchar', { length: 10, nullable: true })
  custodyOn!: string | null;

  @Column('varchar', { length: 10, nullable: true })
  lastDay!: string | null;

  @Column('varchar', { length: 10, nullable: true })
  handOverOn!: string | null;

  @Column('varchar', { length: 10 })
  holdUntil!: string;

  @Column('varchar', { length: 36 })
  registeredBy!: string;

  @Column('bigint')
  registeredAt!: number;

  /** 待签: the supervisor's signature under the registration (003E-039). */
  @Column('varchar', { length: 36 })
  pendingSignatureId!: string;
}
