import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PersonKey } from '../../platform/crypto/person-key.entity.js';
import { AppendOnly } from '../../platform/database/append-only.js';

/** An act as the clerk asked for it: nothing has happened yet. What became of it is an `ApprovalDecision`. */
@Entity()
@AppendOnly()
@Index(['requestedBy', 'createdAt'])
@Index(['personId'])
@Index(['journalId'])
export class ApprovalRequest {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  /** The act and its permission, e.g. `points.undoCredit`. */
  @Column('varchar', { length: 64 })
  kind!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10, nullable: true })
  businessDate!: string | null;

  @Column('varchar', { length: 36 })
  requestedBy!: string;

  @Column('varchar', { length: 36, nullable: true })
  terminalId!: string | null;

  /** Roles that may decide, by comma, as the rules stood when the act was asked for. */
  @Column('varchar', { length: 400 })
  deciderRoles!: string;

  /** Whose data stands in `input`: then it is sealed under that person's key. */
  @Column('varchar', { length: 36, nullable: true })
  @ForeignKey(() => PersonKey, 'personId')
  personId!: string | null;

  /** JSON of what the act needs. */
  @Column('text')
  input!: string;

  /** JSON of a text key and its parameters, masked: what is asked for in one line. */
  @Column('text')
  summary!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}
