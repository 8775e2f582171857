import { randomBytes } from 'node:crypto';
import Database, { type Database as Raw } from 'better-sqlite3';
import { uuidv7 } from 'uuidv7';
import { Chance } from '../src/demo/chance.js';
import { inventPerson } from '../src/demo/invented-people.js';
import { MemberTokens } from '../src/members/member-tokens.js';
import type { PersonDraft } from '../src/members/people.js';
import { nameTokens, phoneTokens } from '../src/members/rules/search-tokens.js';
import { PersonFields } from '../src/members/sealed-person.js';
import type { WrappedKey } from '../src/platform/crypto/person-vault.js';
import { KeyRing } from '../src/platform/crypto/key-ring.js';
import { sealText } from '../src/platform/crypto/sealed-text.js';
import { dataFiles } from '../src/platform/database/data-files.js';
import type { House } from '../test/support/people.js';

const FIRST_CARD = 8_700_000_000;

/** What somebody can be found by. */
export interface Known {
  readonly cardNo: string;
  readonly name: string;
  readonly phone: string;
}

/**
 * Members with active cards, sealed and indexed as any other, brought past the units of work: a hundred thousand of those would take as long as
 * years of enrolments. For finding and reading; nothing here has a journal row.
 */
export function bringCrowd(house: House, count: number): Known[] {
  const raw = new Database(dataFiles(house.world.settings).database);
  try {
    for (const pragma of ['synchronous = OFF', 'cache_size = -200000', 'foreign_keys = OFF']) raw.pragma(pragma);
    const chance = new Chance(20_261_120);
    const crowd = new Crowd(raw, house, randomBytes(32 * count));
    return raw.transaction(() => {
      const known = Array.from({ length: count }, (_, n) => crowd.bring(n, inventPerson(chance)));
      crowd.index();
      return known;
    })();
  } finally {
    raw.close();
  }
}

class Crowd {
  private readonly found = new Map<string, string[]>();
  private readonly ring: KeyRing;
  private readonly fields: PersonFields;
  private readonly tokens: MemberTokens;
  private readonly now: number;
  private readonly key: Database.Statement;
  private readonly person: Database.Statement;
  private readonly membership: Database.Statement;
  private readonly card: Database.Statement;
  private readonly ofName: (name: string) => string[];

  constructor(
    private readonly raw: Raw,
    private readonly house: House,
    private readonly secrets: Buffer,
  ) {
    const { world } = house;
    this.ring = world.get(KeyRing);
    this.fields = world.get(PersonFields);
    this.tokens = world.get(MemberTokens);
    this.now = world.clock.now();
    this.ofName = remembered((name) => this.hashesOf(nameTokens(name)));
    this.key = this.into('person_key', 'person_id, key_version, sealed_key');
    this.person = this.into('person', 'id, sealed_name, sealed_phone, title, phone_hash, created_at, updated_at');
    this.membership = this.into('membership', 'id, person_id, store_id, tier, joined_on, joined_at');
    this.card = this.into(
      'card',
      'id, card_no, raw, kind_code, state, store_id, membership_id, created_at, updated_at',
    );
  }

  bring(n: number, { name, phone, title }: PersonDraft): Known {
    const { now, house } = this;
    const [membershipId, cardNo] = [uuidv7(), String(FIRST_CARD + n)];
    const wrapped = this.keyOf(n);
    const { personId } = wrapped;
    const seal = (place: 'name' | 'phone', text: string | null) => text && this.fields.seal(wrapped, place, text);
    const phoneHash = phone && this.tokens.phoneHash(phone);
    this.person.run(personId, seal('name', name), seal('phone', phone), title, phoneHash, now, now);
    this.membership.run(membershipId, personId, house.store.id, 'ORDINARY', house.businessDate, now);
    this.card.run(uuidv7(), cardNo, cardNo, 'MEMBER', 'ACTIVE', house.store.id, membershipId, now, now);
    const hashes = [...this.ofName(name), ...(phone === null ? [] : this.hashesOf(phoneTokens(phone)))];
    for (const token of hashes) {
      const people = this.found.get(token);
      if (people) people.push(personId);
      else this.found.set(token, [personId]);
    }
    return { name, cardNo, phone: phone ?? '' };
  }

  /** In the order of the key, and the other index afterwards, so that each page is written once. */
  index(): void {
    const row = this.into('person_token', 'token, person_id');
    const others = this.raw
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'person_token' AND sql IS NOT NULL",
      )
      .all();
    for (const { name } of others) this.raw.exec(`DROP INDEX ${name}`);
    for (const token of [...this.found.keys()].toSorted()) {
      for (const personId of this.found.get(token) ?? []) row.run(token, personId);
    }
    for (const { sql } of others) this.raw.exec(sql);
  }

  private keyOf(n: number): WrappedKey & { sealedKey: string } {
    const [personId, keyVersion] = [uuidv7(), this.ring.currentVersion];
    const secret = this.secrets.toString('base64url', 32 * n, 32 * n + 32);
    const sealedKey = sealText(this.ring.key('seal', keyVersion), personId, secret);
    this.key.run(personId, keyVersion, sealedKey);
    return { personId, keyVersion, sealedKey };
  }

  private hashesOf(tokens: readonly string[]): string[] {
    return [...new Set(tokens.map((token) => this.tokens.hash(token)))];
  }

  private into(table: string, columns: string): Database.Statement {
    const marks = columns.split(',').map(() => '?');
    return this.raw.prepare(`INSERT INTO ${table} (${columns}) VALUES (${marks.join(', ')})`);
  }
}

/** Many guests share a name: its pieces and readings are worked out once. */
function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const result = known.get(text) ?? work(text);
    known.set(text, result);
    return result;
  };
}
