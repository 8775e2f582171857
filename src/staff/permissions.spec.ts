import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { I18n } from '../platform/i18n/i18n.js';
import { permissions } from './permissions.js';

/** Whatever may name a permission: the product's own sources, without the table and without stories. */
function sources(): string {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && file !== join('staff', 'permissions.ts'),
  );
  return files.map((file) => readFileSync(join('src', file), 'utf8')).join('\n');
}

describe('the table of who may do what', () => {
  it('names every act in both languages', () => {
    const texts = I18n.load('throw');
    expect(Object.keys(permissions).filter((act) => !texts.has(`acts.${act}`))).toEqual([]);
  });

  it('promises no act that nothing asks for', () => {
    const text = sources();
    expect(Object.keys(permissions).filter((act) => !text.includes(`'${act}'`))).toEqual([]);
    expect(text).not.toContain("'slips.imagined'");
  });
});
