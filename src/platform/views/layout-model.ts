import type { Locale } from '../i18n/locale.js';
import type { IconName } from './icons.js';

export type Theme = 'system' | 'dark' | 'light';

/** A state is told by word, icon and colour together, never by colour alone. */
export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'info' | 'gold' | 'festive';

/** One job on the rail, with the function key that opens it from anywhere. */
export interface NavItem {
  readonly href: string;
  readonly labelKey: string;
  readonly key: string;
  readonly icon: IconName;
  readonly active: boolean;
}

/** What the last act left to say: `text` names the thing and the number, `undo` takes it back with one key. */
export interface Flash {
  readonly tone: 'ok' | 'warn' | 'bad' | 'info';
  readonly text: string;
  readonly detail?: string;
  readonly href?: string;
  readonly hrefLabel?: string;
  readonly undo?: { readonly action: string; readonly label: string; readonly requestKey: string };
}

/** Everything around a page. All texts but `labelKey` are finished texts in the reader's language. */
export interface LayoutModel {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly title: string;
  readonly demo: boolean;
  readonly venueName: string;
  readonly storeName: string;
  /** `YYYY-MM-DD`; absent before the first day is opened. */
  readonly businessDate?: string;
  /** More of tonight beside the business date: shift, float. */
  readonly tonight?: readonly {
    readonly label: string;
    readonly value: string;
    readonly href: string;
    readonly tone: 'plain' | 'warn' | 'bad';
  }[];
  readonly person?: { readonly name: string; readonly staffNo: string; readonly roleLabel: string };
  readonly nav: readonly NavItem[];
  readonly health: { readonly state: 'ok' | 'warn' | 'bad'; readonly text: string };
  readonly flash?: Flash;
  readonly csrfToken: string;
  readonly nonce: string;
  /** Where the language and theme switches come back to. */
  readonly path: string;
  readonly pendingApprovals: number;
}

/** What a fragment without a frame needs: its language, and the proof for forms in it. */
export type FragmentModel = Pick<LayoutModel, 'locale' | 'csrfToken'>;
