import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Clock } from '../platform/clock/clock.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { Command } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DeviceKey } from './device-key.entity.js';
import type { DeviceScope } from './device-scopes.js';

export interface DeviceKeyRow {
  readonly id: string;
  readonly storeId: string;
  readonly name: string;
  readonly scopes: readonly DeviceScope[];
  readonly createdAt: number;
  readonly revokedAt: number | null;
  readonly lastUsedDay: string | null;
}

const KEY_BYTES = 32;
const COLUMNS = 'id, store_id, name, scopes, created_at, revoked_at, last_used_day FROM device_key';

/** Keys of tills and other machines: issued once, stored as a hash, revoked at once. */
@Injectable()
export class DeviceKeys {
  private readonly pepper: Buffer;

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    ring: KeyRing,
  ) {
    this.pepper = ring.key('device');
  }

  /** Makes a key for a machine of the command's store. The answer is the only time it can be read. */
  async issue(command: Command, name: string, scopes: readonly DeviceScope[]): Promise<string> {
    const key = `ktv_${randomBytes(KEY_BYTES).toString('base64url')}`;
    await this.units.run(command, async (tx) => {
      const id = uuidv7();
      await tx.insert(DeviceKey, {
        id,
        storeId: command.storeId,
        name: cleanText(name, { max: 64, required: true, field: 'name' }),
        hash: this.hash(key),
        scopes: JSON.stringify(scopes),
        createdAt: tx.now,
        revokedAt: null,
        lastUsedDay: null,
      });
      return { deviceKeyId: id };
    });
    return key;
  }

  /** From this moment the key opens nothing. Throws `page.notFound` for another store's, `device.alreadyRevoked`. */
  async revoke(command: Command, id: string): Promise<void> {
    await this.units.run(command, async (tx) => {
      const row = await tx.one<{ revokedAt: number | null }>(
        'SELECT revoked_at FROM device_key WHERE id = ? AND store_id = ?',
        [id, command.storeId],
      );
      if (!row) throw new DomainError('page.notFound');
      if (row.revokedAt !== null) throw new DomainError('device.alreadyRevoked');
      await tx.run('UPDATE device_key SET revoked_at = ? WHERE id = ?', [tx.now, id]);
      return { deviceKeyId: id };
    });
  }

  /** The machine behind a key that was not revoked. */
  async byKey(key: string): Promise<DeviceKeyRow | undefined> {
    const row = await this.reader.one<Stored>(`SELECT ${COLUMNS} WHERE hash = ? AND revoked_at IS NULL`, [
      this.hash(key),
    ]);
    return row && fromStored(row);
  }

  /** Notes, once a day, that a machine acts: enough to see which key is forgotten, and no write for each of its acts. */
  async used({ id, storeId, lastUsedDay }: DeviceKeyRow): Promise<void> {
    const today = calendarDate(this.clock.now());
    if (lastUsedDay !== null && lastUsedDay >= today) return;
    const input = { id, today };
    const where = { storeId, terminalId: null, businessDate: null };
    await this.units.run({ ...where, kind: 'devices.use', actorId: id, key: `use-${today}`, input }, async (tx) => {
      await tx.run('UPDATE device_key SET last_used_day = ? WHERE id = ?', [today, id]);
      return input;
    });
  }

  async ofStore(storeId: string): Promise<DeviceKeyRow[]> {
    const rows = await this.reader.rows<Stored>(
      `SELECT ${COLUMNS} WHERE store_id = ? ORDER BY CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END, name, id`,
      [storeId],
    );
    return rows.map(fromStored);
  }

  private hash(key: string): string {
    return createHmac('sha256', this.pepper).update(key).digest('base64url');
  }
}

type Stored = Omit<DeviceKeyRow, 'scopes'> & { scopes: string };

function fromStored(row: Stored): DeviceKeyRow {
  const scopes: DeviceScope[] = JSON.parse(row.scopes);
  return { ...row, scopes };
}
