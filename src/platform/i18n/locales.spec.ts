import { join } from 'node:path';
import { projectRoot } from '../settings/paths.js';
import { placeholdersOf, readTexts, type Texts, withoutPlural } from './texts.js';

const folder = join(projectRoot, 'src/platform/i18n/locales');
const chinese = readTexts(folder, 'zh-CN');
const english = readTexts(folder, 'en');

const keys = (texts: Texts) => [...new Set([...texts.keys()].map(withoutPlural))].toSorted();

function placeholders(texts: Texts): Record<string, string[]> {
  return Object.fromEntries([...texts].map(([key, text]) => [withoutPlural(key), placeholdersOf(text)]));
}

describe('the two languages', () => {
  it('have the same keys', () => expect(keys(english)).toEqual(keys(chinese)));

  it('have the same placeholders in every text', () => expect(placeholders(english)).toEqual(placeholders(chinese)));

  it('leave no text empty', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('speak Chinese in Chinese: every English plural has its Chinese word', () => {
    expect([...chinese.keys()].filter((key) => key.endsWith('_one'))).toEqual([]);
  });
});
