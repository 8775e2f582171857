import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { KeyRing } from '../crypto/key-ring.js';
import { SessionDatabase } from './session-database.js';

export interface SessionRecord {
  readonly idHash: string;
  readonly staffId: string;
  readonly terminalId: string | null;
  readonly createdAt: number;
  readonly touchedAt: number;
  /** 1 after a quarter of an hour without a key pressed: the person's PIN opens it again. */
  readonly locked: number;
}

const TOKEN_BYTES = 32;
const TOUCH_EVERY_MS = 60_000;
export const IDLE_MS = 15 * 60_000;
export const LIFETIME_MS = 12 * 3_600_000;

/** Sessions of people who signed in; strangers have none. The cookie holds the token, the database only its hash. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly database: SessionDatabase,
    private readonly clock: Clock,
    private readonly ring: KeyRing,
  ) {}

  /** Starts a session; the returned token goes into the cookie and nowhere else. */
  async create(staffId: string, terminalId: string | null): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = this.clock.now();
    await this.database.run('DELETE FROM web_session WHERE created_at < ?', [now - LIFETIME_MS]);
    await this.database.run(
      'INSERT INTO web_session (id_hash, staff_id, terminal_id, created_at, touched_at, locked) VALUES (?, ?, ?, ?, ?, 0)',
      [this.hash(token), staffId, terminalId, now, now],
    );
    return token;
  }

  /** The live session of a token; undefined when unknown or older than twelve hours. Locks it when it stood idle. */
  async find(token: string): Promise<SessionRecord | undefined> {
    const [found] = await this.database.rows<SessionRecord>(
      'SELECT id_hash, staff_id, terminal_id, created_at, touched_at, locked FROM web_session WHERE id_hash = ?',
      [this.hash(token)],
    );
    if (!found) return undefined;
    const now = this.clock.now();
    if (now - found.createdAt >= LIFETIME_MS) {
      await this.end(found.idHash);
      return undefined;
    }
    if (found.locked === 1) return found;
    if (now - found.touchedAt >= IDLE_MS) {
      await this.lock(found.idHash);
      return { ...found, locked: 1 };
    }
    if (now - found.touchedAt >= TOUCH_EVERY_MS) {
      await this.database.run('UPDATE web_session SET touched_at = ? WHERE id_hash = ?', [now, found.idHash]);
    }
    return found;
  }

  async lock(idHash: string): Promise<void> {
    await this.database.run('UPDATE web_session SET locked = 1 WHERE id_hash = ?', [idHash]);
  }

  async unlock(idHash: string): Promise<void> {
    await this.database.run('UPDATE web_session SET locked = 0, touched_at = ? WHERE id_hash = ?', [
      this.clock.now(),
      idHash,
    ]);
  }

  async end(idHash: string): Promise<void> {
    await this.database.run('DELETE FROM web_session WHERE id_hash = ?', [idHash]);
  }

  /** Log out everywhere: a changed password or a deactivated account ends every session now. */
  async endAllOf(staffId: string): Promise<void> {
    await this.database.run('DELETE FROM web_session WHERE staff_id = ?', [staffId]);
  }

  private hash(token: string): string {
    return createHmac('sha256', this.ring.key('session')).update(token).digest('base64url');
  }
}
