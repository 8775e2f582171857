import type { LostCategory } from '../../venue/rules/lost-property-policy.js';
import { lostWords, type Word, wordsOfKind } from './lost-words.js';

/** Kinds that are valuable whatever the clerk thinks of them (facts §6). */
const CATEGORY_OF: Readonly<Record<string, LostCategory | 'DRINK'>> = {
  手机: 'VALUABLE',
  平板: 'VALUABLE',
  电脑: 'VALUABLE',
  相机: 'VALUABLE',
  手表: 'VALUABLE',
  戒指: 'VALUABLE',
  项链: 'VALUABLE',
  手链: 'VALUABLE',
  耳环: 'VALUABLE',
  钱包: 'VALUABLE',
  现金: 'CASH',
  身份证: 'DOCUMENT',
  银行卡: 'BANK_CARD',
  药: 'MEDICINE',
  蛋糕: 'FOOD',
  酒: 'DRINK',
  刀: 'DANGEROUS',
  枪: 'DANGEROUS',
  管制器具: 'DANGEROUS',
  爆炸物: 'DANGEROUS',
  毒品: 'DANGEROUS',
  可疑物: 'DANGEROUS',
};

const VALUABLE: readonly LostCategory[] = ['VALUABLE', 'CASH', 'DOCUMENT', 'BANK_CARD'];

/**
 * What the name of a thing says about how it is kept. A knife in a bag is a knife, whatever else the bag holds; a bottle is bottle keeping (存酒)
 * and no lost property, unless something else was left with it.
 */
export function categoryOfName(name: string): LostCategory | 'DRINK' {
  const kinds = wordsOfKind(lostWords(name, null), 'KIND').flatMap((word) => CATEGORY_OF[word] ?? []);
  if (kinds.includes('DANGEROUS')) return 'DANGEROUS';
  return kinds.find((kind) => kind !== 'DRINK') ?? kinds[0] ?? 'GENERAL';
}

/** 003E-040: goes into the safe. */
export function isValuable(category: LostCategory): boolean {
  return VALUABLE.includes(category);
}

/**
 * Whether a thing that arrived may be the one somebody asked for: the same kind where both say one, no contradiction in colour or brand, and
 * more in common than the kind alone when the guest said more.
 */
export function couldBe(wanted: readonly Word[], found: readonly Word[]): boolean {
  for (const kind of ['KIND', 'COLOUR', 'BRAND'] as const) {
    const asked = wordsOfKind(wanted, kind);
    const there = wordsOfKind(found, kind);
    if (asked.length > 0 && there.length > 0 && !asked.some((word) => there.includes(word))) return false;
  }
  const telling = wanted.filter(({ of }) => of !== 'DATE');
  const common = telling.filter(({ text }) => found.some((word) => word.text === text));
  return common.length > 0 && common.length >= Math.min(2, telling.length);
}

export interface DescriptionMatch {
  /** Words of the description that stand in the register too. */
  readonly agreeing: readonly string[];
  /** Words of the register the claimant did not say. */
  readonly unsaid: readonly string[];
  /** Said, but something else is registered: another colour, another make. */
  readonly contradicting: readonly string[];
}

/** The description against the register, word by word (003E-046). It advises; the people at the counter decide. */
export function compareDescription(description: string, registered: string): DescriptionMatch {
  const said = lostWords(description, null);
  const kept = lostWords(registered, null);
  const has = (words: readonly Word[], text: string) =>
    words.some((word) => word.text === text || isPartOf(word, text));
  const contradicting = said.filter(({ of, text }) => {
    const same = wordsOfKind(kept, of);
    return (of === 'KIND' || of === 'COLOUR' || of === 'BRAND') && same.length > 0 && !same.includes(text);
  });
  return {
    agreeing: said.filter(({ text }) => has(kept, text)).map(({ text }) => text),
    unsaid: kept.filter(({ text }) => !has(said, text)).map(({ text }) => text),
    contradicting: contradicting.map(({ text }) => text),
  };
}

/** The private answer as given against the one kept: case, blanks, punctuation and synonyms do not matter. */
export function sameAnswer(given: string, kept: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  if (plain(given) === '') return false;
  if (plain(given) === plain(kept)) return true;
  const meaning = (text: string) =>
    lostWords(text, null)
      .map((word) => word.text)
      .toSorted()
      .join(' ');
  return meaning(given) !== '' && meaning(given) === meaning(kept);
}

function isPartOf(word: Word, text: string): boolean {
  return (
    word.of === 'OTHER' &&
    text.length > 1 &&
    (word.text.includes(text) || (word.text.length > 1 && text.includes(word.text)))
  );
}
