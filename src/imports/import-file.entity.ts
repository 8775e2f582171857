import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ImportBatch } from './import-batch.entity.js';

/** The file between its preview and its confirmation, sealed under a key of its own; both are gone afterwards. */
@Entity()
export class ImportFile {
  @ForeignKey(() => ImportBatch)
  @PrimaryColumn('varchar', { length: 36 })
  batchId!: string;

  @Column('text')
  sealedContent!: string;
}
