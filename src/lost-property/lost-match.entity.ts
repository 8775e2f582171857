import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LostEnquiry } from './lost-enquiry.entity.js';
import { LostItem } from './lost-item.entity.js';

/** A thing that may be what somebody asked for. An enquiry can have several; one that is not theirs is put aside. */
@Entity()
@Index(['itemId'])
export class LostMatch {
  @ForeignKey(() => LostEnquiry)
  @PrimaryColumn('varchar', { length: 36 })
  enquiryId!: string;

  @ForeignKey(() => LostItem)
  @PrimaryColumn('varchar', { length: 36 })
  itemId!: string;

  @Column('bigint')
  at!: number;

  /** Null while it may be it. */
  @Column('bigint', { nullable: true })
  dismissedAt!: number | null;
}
