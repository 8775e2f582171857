import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { GiftItem } from './gift-item.entity.js';

/** What a gift looks like, re-encoded: the newest photo takes the place of the one before. A row, so that every backup carries it. */
@Entity()
export class GiftPhoto {
  @ForeignKey(() => GiftItem)
  @PrimaryColumn('varchar', { length: 36 })
  itemId!: string;

  @Column('integer')
  width!: number;

  @Column('integer')
  height!: number;

  /** WebP, base64: no person is in it, so it is not sealed. */
  @Column('text')
  picture!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;
}
