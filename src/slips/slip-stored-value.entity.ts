import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';

/** What stored value has paid of a slip, also before the slip arrives; negative where it went back. */
@Entity()
@Index(['storeId', 'slipNo'])
@Index(['journalId'])
@AppendOnly()
export class SlipStoredValue {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 40 })
  slipNo!: string;

  /** Signed. */
  @Column('bigint')
  amountFen!: number;

  /** The part that earns nothing: bonus money, where the policy says so. Signed. */
  @Column('bigint')
  giftFen!: number;

  /** A `ValueCause`. */
  @Column('varchar', { length: 8 })
  cause!: string;

  @Column('varchar', { length: 36 })
  refId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}
