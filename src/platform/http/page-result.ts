import type { Frame } from '../views/view-engine.js';
import type { Flash } from '../views/layout-model.js';

/** What a controller answers with. Pages are rendered, redirects carry a flash, files are downloads. */
export type Answer = PageAnswer | FragmentAnswer | RedirectAnswer | FileAnswer;

export interface PageOptions {
  readonly titleKey: string;
  readonly titleParams?: Readonly<Record<string, string | number>>;
  readonly status?: number;
  readonly frame?: Frame;
}

export class PageAnswer {
  constructor(
    readonly view: string,
    readonly model: object,
    readonly options: PageOptions,
  ) {}
}

export class FragmentAnswer {
  constructor(
    readonly view: string,
    readonly model: object,
  ) {}
}

/** A flash by its text key; kept in a short-lived cookie, so it never holds a full number or name. */
export interface FlashNote {
  readonly tone: Flash['tone'];
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly href?: string;
  readonly hrefKey?: string;
}

export class RedirectAnswer {
  constructor(
    readonly location: string,
    readonly flash?: FlashNote,
  ) {}
}

export class FileAnswer {
  constructor(
    readonly name: string,
    readonly type: string,
    readonly body: Buffer | string,
    readonly inline = false,
  ) {}
}

/** `views/<view>.hbs` with a plain view model, inside the desk's frame. */
export const page = (view: string, model: object, options: PageOptions): PageAnswer =>
  new PageAnswer(view, model, options);

/** A part of a page, for a script that exchanges it. */
export const fragment = (view: string, model: object): FragmentAnswer => new FragmentAnswer(view, model);

/** After an act: 303 to what it made, so that a reload shows it instead of repeating it. */
export const seeOther = (location: string, flash?: FlashNote): RedirectAnswer => new RedirectAnswer(location, flash);

export const file = (name: string, type: string, body: Buffer | string, inline = false): FileAnswer =>
  new FileAnswer(name, type, body, inline);
