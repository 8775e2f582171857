import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ErrorStatuses } from '../../src/platform/http/error-statuses.js';
import { I18n } from '../../src/platform/i18n/i18n.js';
import { projectRoot } from '../../src/platform/settings/paths.js';
import { describeOnSqlite } from '../support/databases.js';
import { type AppWorld, openWorld } from '../support/world.js';

const source = join(projectRoot, 'src');

/** Every code that a rule throws or a form names, with the file that does. */
function codesInSource(): Map<string, string> {
  const codes = new Map<string, string>();
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
    const text = readFileSync(join(source, name), 'utf8');
    const thrown = /new DomainError\(\s*'([^']+)'|message: '([a-zA-Z]+(?:\.[a-zA-Z]+)+)'/g;
    for (const [, code, message] of text.matchAll(thrown)) codes.set(code ?? message ?? '', name);
  }
  return codes;
}

describeOnSqlite('every refusal', (db) => {
  let world: AppWorld;
  beforeAll(async () => {
    world = await openWorld(db);
  });
  afterAll(() => world.close());

  it('has a status in its room and a sentence in both languages', () => {
    const codes = codesInSource();
    expect(codes.size).toBeGreaterThan(50);
    const texts = I18n.load('throw');
    const unknown = [...codes].filter(([code]) => !world.get(ErrorStatuses).has(code) || !texts.has(`error.${code}`));
    expect(unknown.map(([code, file]) => `${code} in ${file}`)).toEqual([]);
  });
});
