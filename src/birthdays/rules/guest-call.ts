import { surnameOf } from '../../members/rules/person-name.js';
import type { Title, TitleWords } from '../../members/rules/salutation.js';

/**
 * What is read out or written where other guests see it: surname and title, 「张女士」,「张贵宾」; in English "Ms 张". Null for a name that has no
 * surname (with a dot, in Latin letters): said in full it would stand before everybody, so it is said nowhere.
 */
export function guestCall(name: string, title: Title, words: TitleWords, titleFirst = false): string | null {
  const surname = surnameOf(name);
  if (surname === null) return null;
  return titleFirst ? `${words[title]} ${surname}` : `${surname}${words[title]}`;
}
