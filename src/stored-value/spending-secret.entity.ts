import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Membership } from '../members/membership.entity.js';

/** 消费密码: the guest's own, for a card whose number is keyed. Only its hash is kept. */
@Entity()
export class SpendingSecret {
  @ForeignKey(() => Membership)
  @PrimaryColumn('varchar', { length: 36 })
  membershipId!: string;

  @Column('varchar', { length: 200 })
  hash!: string;

  @Column('bigint')
  setAt!: number;

  @Column('varchar', { length: 36 })
  setBy!: string;
}
