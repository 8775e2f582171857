import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PersonKey } from '../platform/crypto/person-key.entity.js';

/** An enrolment that was begun: reception may start it, the VIP centre finish it, within a day (counter-practice 1.26, H24). */
@Entity()
@Index(['storeId', 'state', 'expiresAt'])
export class EnrolmentDraft {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  /** Key under which the fields are sealed; it becomes the person, or is destroyed with the draft. */
  @ForeignKey(() => PersonKey)
  @Column('varchar', { length: 36 })
  personId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 32 })
  kindCode!: string;

  @Column('text')
  sealedValues!: string;

  /** OPEN, DONE or DROPPED. */
  @Column('varchar', { length: 8 })
  state!: string;

  @Column('varchar', { length: 36 })
  startedBy!: string;

  @Column('bigint')
  startedAt!: number;

  @Column('varchar', { length: 36 })
  savedBy!: string;

  @Column('bigint')
  savedAt!: number;

  @Column('bigint')
  expiresAt!: number;
}
