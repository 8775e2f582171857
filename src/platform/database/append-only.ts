import 'reflect-metadata';

const APPEND_ONLY = Symbol('append-only');

/**
 * Marks a table whose rows are evidence: never changed, never deleted. The database refuses both (its migration adds
 * the triggers, the start-up checklist asserts them) and each row is covered by the seal of the journal entry that wrote
 * it, so the entity carries a `journalId`.
 */
export function AppendOnly(): ClassDecorator {
  return (target) => Reflect.defineMetadata(APPEND_ONLY, true, target);
}

export function isAppendOnly(target: unknown): boolean {
  return typeof target === 'function' && Reflect.getMetadata(APPEND_ONLY, target) === true;
}
