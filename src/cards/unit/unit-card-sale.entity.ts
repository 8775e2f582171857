import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from '../../members/person.entity.js';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Document } from '../../platform/printing/document.entity.js';

/** A company buys cards for its people: one list, one paper, one fee, and the agent who came for it. */
@Entity()
@Index(['storeId', 'businessDate'])
@Index(['agentPersonId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class UnitCardSale {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 100 })
  unitName!: string;

  /** 统一社会信用代码. */
  @Column('varchar', { length: 18 })
  creditCode!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  agentPersonId!: string;

  @Column('varchar', { length: 32 })
  kindCode!: string;

  @Column('integer')
  cards!: number;

  /** Of the whole list. */
  @Column('bigint')
  feeFen!: number;

  @Column('varchar', { length: 16, nullable: true })
  tender!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}
