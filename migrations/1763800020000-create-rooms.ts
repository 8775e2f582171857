import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Rooms, reservations, and what became of them. */
export class CreateRooms1763800020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'room', {
      columns: {
        id: id(),
        store_id: id(),
        number: word(16),
        kind: word(16),
        capacity: count(),
        retired_at: optional(instant()),
        created_at: instant(),
      },
      primary: ['id'],
      unique: [['store_id', 'number']],
    });
    await createTable(runner, 'room_hold', {
      columns: {
        id: id(),
        store_id: id(),
        business_date: day(),
        sequence: count(),
        number: word(16),
        room_id: optional(id()),
        from_at: instant(),
        until_at: instant(),
        state: word(16),
        purpose: word(16),
        people: count(),
        membership_id: optional(id()),
        sealed_guest: optional(text()),
        note: optional(word(200)),
        by_id: id(),
        created_at: instant(),
      },
      primary: ['id'],
      unique: [['store_id', 'business_date', 'sequence']],
      indexes: [['room_id', 'from_at'], ['membership_id']],
      foreign: { room_id: 'room', membership_id: 'membership' },
    });
    await wholeNumbers(runner, 'room_hold', ['sequence', 'from_at', 'until_at', 'people']);
    await createTable(runner, 'room_hold_step', {
      columns: {
        id: id(),
        hold_id: id(),
        kind: word(16),
        room_id: optional(id()),
        from_at: instant(),
        until_at: instant(),
        reason: optional(word(200)),
        by_id: id(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['hold_id'], ['journal_id']],
      foreign: { hold_id: 'room_hold' },
    });
    await makeAppendOnly(runner, 'room_hold_step', ['from_at', 'until_at', 'at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['room_hold_step', 'room_hold', 'room']) await runner.dropTable(table);
  }
}
