import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Store } from '../venue/store.entity.js';

/** The key of one machine of one store. Only its hash is kept; whoever lost it gets a new one. */
@Entity()
@Unique(['hash'])
@Index(['storeId'])
export class DeviceKey {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  /** e.g. `till-1`. */
  @Column('varchar', { length: 64 })
  name!: string;

  @Column('varchar', { length: 43 })
  hash!: string;

  /** JSON list of the doors it opens. */
  @Column('varchar', { length: 200 })
  scopes!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('bigint', { nullable: true })
  revokedAt!: number | null;

  /** The calendar date of its last act: enough to see that a key is forgotten, and one write a day. */
  @Column('varchar', { length: 10, nullable: true })
  lastUsedDay!: string | null;
}
