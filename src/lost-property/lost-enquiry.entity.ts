import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** 「有人送来过吗?」 that could not be answered yet: kept, and matched when something arrives. The id is also the key of who asked. */
@Entity()
@Index(['storeId', 'state'])
export class LostEnquiry {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** What was asked for, in the guest's words. */
  @Column('varchar', { length: 120 })
  wanted!: string;

  @Column('varchar', { length: 600 })
  words!: string;

  @Column('text')
  sealedName!: string;

  @Column('text')
  sealedPhone!: string;

  /** OPEN, MATCHED (call back!) or CLOSED. */
  @Column('varchar', { length: 8 })
  state!: string;

  @Column('varchar', { length: 36 })
  askedBy!: string;

  @Column('bigint')
  askedAt!: number;

  @Column('varchar', { length: 36, nullable: true })
  closedBy!: string | null;

  @Column('bigint', { nullable: true })
  closedAt!: number | null;

  @Column('varchar', { length: 200, nullable: true })
  outcome!: string | null;

  /** When nothing of who asked, and for what, was left; the row stays for the figures. */
  @Column('bigint', { nullable: true })
  erasedAt!: number | null;
}
