import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LostItem } from './lost-item.entity.js';

/**
 * A picture of a thing, re-encoded and sealed under the venue's key. It is a row and no file, so that every backup and restore of the
 * database carries it on both databases, and text, so that both store it alike.
 */
@Entity()
@Index(['itemId'])
export class LostPhoto {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  @Column('integer')
  width!: number;

  @Column('integer')
  height!: number;

  /** WebP, sealed. */
  @Column('text')
  sealedPicture!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;
}
