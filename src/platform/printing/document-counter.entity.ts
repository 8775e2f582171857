import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number given a day; taken in the unit that writes the document, so a number is never lost or doubled. */
@Entity()
export class DocumentCounter {
  @PrimaryColumn('varchar', { length: 36 })
  storeId!: string;

  @PrimaryColumn('varchar', { length: 8 })
  prefix!: string;

  @PrimaryColumn('varchar', { length: 10 })
  businessDate!: string;

  @Column('integer')
  lastSequence!: number;
}
