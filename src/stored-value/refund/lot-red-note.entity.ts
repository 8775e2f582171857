import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { TopUpLot } from '../top-up-lot.entity.js';

/** The invoice of a top-up that was invoiced before it came here has been made void or red elsewhere. */
@Entity()
@Index(['journalId'])
@AppendOnly()
export class LotRedNote {
  @ForeignKey(() => TopUpLot)
  @PrimaryColumn('varchar', { length: 36 })
  lotId!: string;

  /** Number of the red invoice. */
  @Column('varchar', { length: 40 })
  number!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}
