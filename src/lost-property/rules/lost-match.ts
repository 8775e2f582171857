import type { LostCategory } from '../../venue/rules/lost-property-policy.js';
import { KEEPING } from './lost-category.js';
import { BAG_MAKES } from './lost-vocabulary.js';
import { answerWords, lostWords, withImpliedKind, type Word, wordsOfKind } from './lost-words.js';

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
  首饰: 'VALUABLE',
  玉器: 'VALUABLE',
  钻石: 'VALUABLE',
  金条: 'VALUABLE',
  游戏机: 'VALUABLE',
  钱包: 'VALUABLE',
  支票: 'VALUABLE',
  // not CASH: two people count that in yuan
  外币: 'VALUABLE',
  现金: 'CASH',
  身份证: 'DOCUMENT',
  社保卡: 'DOCUMENT',
  户口本: 'DOCUMENT',
  银行卡: 'BANK_CARD',
  存折: 'BANK_CARD',
  药: 'MEDICINE',
  蛋糕: 'FOOD',
  酒: 'DRINK',
  饮料: 'DRINK',
  刀: 'DANGEROUS',
  枪: 'DANGEROUS',
  管制器具: 'DANGEROUS',
  爆炸物: 'DANGEROUS',
  毒品: 'DANGEROUS',
  可疑物: 'DANGEROUS',
};

/**
 * What the name of a thing says about how it is kept: of several things together the strictest. A knife in a bag is a knife, whatever else the bag
 * holds; a make without a kind (iPhone 15) is a valuable; a bottle is bottle keeping (存酒) and no lost property, unless something else was left
 * with it.
 */
export function categoryOfName(name: string): LostCategory | 'DRINK' {
  const things = name.split(TOGETHER).flatMap(categoriesOf);
  const kept = things.filter((kind) => kind !== 'DRINK');
  const [strictest] = kept
    .filter((kind) => kind !== 'GENERAL')
    .toSorted((a, b) => KEEPING[b].strictness - KEEPING[a].strictness);
  return strictest ?? kept[0] ?? things[0] ?? 'GENERAL';
}

/** 雨伞和iPhone are two things; 苹果充电器 is one. */
const TOGETHER = /[和与及、,,;;+&]|\sand\s/i;

/** Of one thing; nothing where no word of it is known. */
function categoriesOf(thing: string): (LostCategory | 'DRINK')[] {
  const words = lostWords(thing, null);
  const named = wordsOfKind(words, 'KIND');
  const makes = wordsOfKind(words, 'BRAND');
  if (named.length === 0 && makes.length > 0) return ['VALUABLE'];
  if (named.includes('包') && makes.some((make) => BAG_MAKES.has(make))) return ['VALUABLE'];
  return named.map((word) => CATEGORY_OF[word] ?? 'GENERAL');
}

/**
 * Whether a thing that arrived may be the one somebody asked for: no contradiction in kind, colour or make, and the same kind or make, or else
 * two words in common. What nobody knows (a room misremembered, a model, how it was lost) never speaks against it.
 */
export function couldBe(wanted: readonly Word[], found: readonly Word[]): boolean {
  const asked = withImpliedKind(wanted);
  const there = withImpliedKind(found);
  const agree = (kind: Word['of']) => {
    const said = wordsOfKind(asked, kind);
    const kept = wordsOfKind(there, kind);
    if (said.length === 0 || kept.length === 0) return null;
    return said.some((word) => kept.includes(word));
  };
  const [kind, make, colour] = [agree('KIND'), agree('BRAND'), agree('COLOUR')];
  if (kind === false || make === false || colour === false) return false;
  if (kind === true || make === true) return true;
  const telling = asked.filter(({ of }) => of !== 'DATE');
  const common = telling.filter(({ text }) => there.some((word) => word.text === text));
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
    answerWords(text)
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
