import Handlebars, { type HelperOptions } from 'handlebars';
import type { I18n } from '../i18n/i18n.js';
import type { Locale } from '../i18n/locale.js';
import { control, type ControlParams, type CosignParams, cosigner } from './control.js';
import { clockTime, dateLabel, dateTime, money, points, signedMoney, signedPoints } from './format.js';
import { iconDrawings, isIconName } from './icons.js';
import type { StaticAssets } from './static-assets.js';

type Helper = Handlebars.HelperDelegate;

/** Everything a template may call besides Handlebars' own if, unless, each, with and lookup. Decisions and formatting beyond these belong into presenters. */
export function helpers(i18n: I18n, assets: StaticAssets): Readonly<Record<string, Helper>> {
  const drawings = iconDrawings();
  return {
    t: (key: string, options: HelperOptions) => i18n.t(localeOf(options), key, options.hash),
    date: (date: string, options: HelperOptions) => dateLabel(date, localeOf(options)),
    money: (fen: number) => money(fen),
    signedMoney: (fen: number) => signedMoney(fen),
    points: (count: number) => points(count),
    signed: (count: number) => signedPoints(count),
    time: (ms: number) => clockTime(ms),
    dateTime: (ms: number) => dateTime(ms),
    asset: (path: string) => assets.url(path),
    icon: (name: unknown) => icon(drawings, name),
    control: (params: ControlParams) => control(params),
    cosigner: (params: CosignParams) => cosigner(params),
    eq: (left: unknown, right: unknown) => left === right,
    same: (left: unknown, right: unknown) => String(left) === String(right),
    not: (value: unknown) => Handlebars.Utils.isEmpty(value),
    and: (...given: unknown[]) =>
      given.slice(0, -1).reduce((left, right) => (Handlebars.Utils.isEmpty(left) ? '' : right)),
    or: (...given: unknown[]) => given.slice(0, -1).find((value) => !Handlebars.Utils.isEmpty(value)) ?? '',
    array: (...given: unknown[]) => given.slice(0, -1),
    concat: (...given: unknown[]) => given.slice(0, -1).join(''),
    classes: (...given: unknown[]) =>
      given
        .slice(0, -1)
        .filter((name) => typeof name === 'string' && name !== '')
        .join(' '),
  };
}

/** Components that wrap what stands between their tags: the inside keeps the page's own variables, the frame sees only its parameters. */
export const wrappers = ['card', 'dialog', 'form'] as const;

export function wrapper(environment: typeof Handlebars, name: string): Helper {
  return function wrap(this: unknown, options: HelperOptions): Handlebars.SafeString {
    const body = new Handlebars.SafeString(options.fn(this));
    const frame: Handlebars.Template | undefined = environment.partials[name];
    if (typeof frame !== 'function') throw new Error(`views/partials/${name}.hbs is missing`);
    return new Handlebars.SafeString(frame({ ...options.hash, body }, { data: options.data }));
  };
}

function localeOf(options: HelperOptions): Locale {
  return options.data.layout.locale;
}

function icon(drawings: ReadonlyMap<string, string>, name: unknown): Handlebars.SafeString {
  if (!isIconName(name)) throw new Error(`icon "${String(name)}" is not in the list of icons`);
  return new Handlebars.SafeString(
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${drawings.get(name)}</svg>`,
  );
}
