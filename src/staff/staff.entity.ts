import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Store } from '../venue/store.entity.js';

/** Somebody who works in the house and bears their own name on every act. */
@Entity()
@Unique(['staffNo'])
@Unique(['badgeHash'])
@Index(['storeId'])
@Index(['phoneHash'])
export class Staff {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => Store)
  storeId!: string;

  @Column('varchar', { length: 12 })
  staffNo!: string;

  @Column('varchar', { length: 40 })
  name!: string;

  /** JSON list of roles. */
  @Column('text')
  roles!: string;

  /** Keyed hash of their own phone: nobody credits points to their own card. */
  @Column('varchar', { length: 64, nullable: true })
  phoneHash!: string | null;

  @Column('varchar', { length: 64, nullable: true })
  badgeHash!: string | null;

  /** Argon2id; null while a one-time code is waiting to be used. */
  @Column('varchar', { length: 200, nullable: true })
  passwordHash!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  pinHash!: string | null;

  @Column('bigint')
  createdAt!: number;

  @Column('bigint', { nullable: true })
  deactivatedAt!: number | null;
}
