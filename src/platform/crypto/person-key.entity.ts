import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The key under which everything about one person is sealed. Destroying it erases the person and leaves the figures. */
@Entity()
export class PersonKey {
  @PrimaryColumn('varchar', { length: 36 })
  personId!: string;

  @Column('integer')
  keyVersion!: number;

  /** The person's key, sealed under the venue's key; null once destroyed. */
  @Column('varchar', { length: 200, nullable: true })
  sealedKey!: string | null;

  @Column('bigint', { nullable: true })
  destroyedAt!: number | null;
}
