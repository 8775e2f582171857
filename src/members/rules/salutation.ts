import { surnameOf } from './person-name.js';

/** How a guest wants to be called. Given by the guest; never guessed from a name. */
export const TITLES = ['MR', 'MS', 'GUEST'] as const;
export type Title = (typeof TITLES)[number];

/** The venue's words, from its texts and policy: 先生, 女士 (or what the venue set instead), 贵宾. */
export type TitleWords = Readonly<Record<Title, string>>;

/** 「张先生」,「欧阳女士」,「阿依古丽·买买提女士」; without a known title 「贵宾」, which says nothing about the person. */
export function salutation(name: string, title: Title, words: TitleWords): string {
  if (title === 'GUEST') return words.GUEST;
  const called = surnameOf(name) ?? name;
  return /[A-Za-z]$/.test(called) ? `${called} ${words[title]}` : `${called}${words[title]}`;
}
