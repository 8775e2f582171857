import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A room (包厢) of a store. */
@Entity()
@Unique(['storeId', 'number'])
export class Room {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** As it stands on the door: K08, 666. */
  @Column('varchar', { length: 16 })
  number!: string;

  @Column('varchar', { length: 16 })
  kind!: string;

  /** Most people. */
  @Column('integer')
  capacity!: number;

  @Column('bigint', { nullable: true })
  retiredAt!: number | null;

  @Column('bigint')
  createdAt!: number;
}
