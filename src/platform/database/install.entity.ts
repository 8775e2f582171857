import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: which installation this database belongs to, and which key file it was written with. */
@Entity()
export class Install {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 16 })
  keyFingerprint!: string;

  @Column('bigint')
  createdAt!: number;

  /** 1 when the data was invented: the pages say so, and `--reset` may only erase such a directory. */
  @Column('integer')
  demo!: number;
}
