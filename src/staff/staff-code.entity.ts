import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Staff } from './staff.entity.js';

/** A one-time code with which a person sets a new password and PIN. Only its keyed hash is kept. */
@Entity()
@Unique(['codeHash'])
@Index(['staffId'])
export class StaffCode {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => Staff)
  staffId!: string;

  @Column('varchar', { length: 64 })
  codeHash!: string;

  @Column('varchar', { length: 36 })
  createdBy!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('bigint')
  expiresAt!: number;

  @Column('bigint', { nullable: true })
  usedAt!: number | null;
}
