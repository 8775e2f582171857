import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { GiftItem } from '../gifts/gift-item.entity.js';

/** What a gift of the store costs and is worth, and whether it is given at birthdays. */
@Entity()
export class BirthdayGift {
  @ForeignKey(() => GiftItem)
  @PrimaryColumn('varchar', { length: 36 })
  itemId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('bigint')
  costFen!: number;

  /** Price a guest would pay: the base of deemed sales (增值税法 19). */
  @Column('bigint')
  marketFen!: number;

  /** 1: never goes back to Finance. */
  @Column('integer')
  perishable!: number;

  @Column('integer')
  minimum!: number;

  /** 1 while it is given at birthdays. */
  @Column('integer')
  offered!: number;

  @Column('bigint')
  updatedAt!: number;
}
