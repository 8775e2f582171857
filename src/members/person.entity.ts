import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PersonKey } from '../platform/crypto/person-key.entity.js';

/** One human being. What is known about them is sealed under their own key; only hashes can be looked up. */
@Entity()
@Index(['phoneHash'])
@Index(['idHash'])
export class Person {
  @ForeignKey(() => PersonKey)
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('text', { nullable: true })
  sealedName!: string | null;

  @Column('text', { nullable: true })
  sealedPhone!: string | null;

  /** JSON: calendar, month, day, leap; the year only where a document was seen. */
  @Column('text', { nullable: true })
  sealedBirthday!: string | null;

  /** JSON: type, number. */
  @Column('text', { nullable: true })
  sealedIdDocument!: string | null;

  @Column('text', { nullable: true })
  sealedPreferences!: string | null;

  @Column('text', { nullable: true })
  sealedAddress!: string | null;

  /** As the guest wants to be called: MR, MS or GUEST; never guessed. */
  @Column('varchar', { length: 8 })
  title!: string;

  @Column('varchar', { length: 64, nullable: true })
  phoneHash!: string | null;

  @Column('varchar', { length: 64, nullable: true })
  idHash!: string | null;

  @Column('bigint')
  createdAt!: number;

  @Column('bigint')
  updatedAt!: number;

  @Column('bigint', { nullable: true })
  erasedAt!: number | null;
}
