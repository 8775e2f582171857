import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { toHalfWidth } from '../../kernel/text.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Reader } from '../../platform/database/reader.js';
import { StaffQueries } from '../staff.queries.js';

const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * What proves that whoever founds the house also started the server. It follows from key file and installation, so every
 * process of a chain and every restart says the same, and nothing stores it. With the first owner it is worth nothing.
 */
@Injectable()
export class FirstStartCode {
  constructor(
    private readonly ring: KeyRing,
    private readonly reader: Reader,
    private readonly staff: StaffQueries,
  ) {}

  /** The code to print at start; undefined once the house has an owner. */
  async pending(): Promise<string | undefined> {
    return (await this.staff.exists(this.reader)) ? undefined : this.code();
  }

  async matches(typed: string): Promise<boolean> {
    const plain = (text: string) => Buffer.from(text.replace(/[^0-9A-Z]/g, ''));
    const [right, given] = [plain(await this.code()), plain(toHalfWidth(typed).toUpperCase())];
    return right.length === given.length && timingSafeEqual(right, given);
  }

  private async code(): Promise<string> {
    const install = await this.reader.one<{ id: string }>('SELECT id FROM install');
    const digest = createHmac('sha256', this.ring.key('session'))
      .update(`first start\0${install?.id ?? ''}`)
      .digest();
    const signs = [...digest.subarray(0, 15)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
    return `${signs.slice(0, 5)}-${signs.slice(5, 10)}-${signs.slice(10)}`;
  }
}
