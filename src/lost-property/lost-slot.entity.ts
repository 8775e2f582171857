import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { LostItem } from './lost-item.entity.js';

/** A slot of the safe with a thing in it. One thing a slot and one slot a thing: the database itself keeps to that, whoever writes. */
@Entity()
@Unique(['itemId'])
export class LostSlot {
  @PrimaryColumn('varchar', { length: 36 })
  storeId!: string;

  /** In one spelling: `A-03`. */
  @PrimaryColumn('varchar', { length: 20 })
  slot!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;
}
