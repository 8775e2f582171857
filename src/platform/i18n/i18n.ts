import { Logger } from '@nestjs/common';
import { createInstance, type i18n as I18next, type TFunction } from 'i18next';
import { join } from 'node:path';
import { projectRoot } from '../settings/paths.js';
import { LOCALES, type Locale } from './locale.js';
import { readTexts, type Texts } from './texts.js';

export type TextParams = Readonly<Record<string, unknown>>;

/** Tests stop at a missing text; the counter shows the key and goes on, because a guest is waiting. */
export type OnMissing = 'throw' | 'log';

const namespace = 'texts';

/** All texts of all languages, read once at start. */
export class I18n {
  private readonly logger = new Logger(I18n.name);
  private readonly translate: Readonly<Record<Locale, TFunction>>;

  private constructor(
    private readonly texts: Readonly<Record<Locale, Texts>>,
    private readonly onMissing: OnMissing,
  ) {
    const library = this.library();
    this.translate = { 'zh-CN': library.getFixedT('zh-CN'), en: library.getFixedT('en') };
  }

  static load(onMissing: OnMissing, folder = join(projectRoot, 'src/platform/i18n/locales')): I18n {
    return new I18n({ 'zh-CN': readTexts(folder, 'zh-CN'), en: readTexts(folder, 'en') }, onMissing);
  }

  /** The text of `key`; `params` fill its `{placeholders}`, `count` picks the English plural. */
  t(locale: Locale, key: string, params?: TextParams): string {
    const plain = this.texts[locale].get(key);
    if (plain !== undefined && !plain.includes('{')) return plain;
    if (plain === undefined && !this.texts[locale].has(`${key}_other`))
      return this.missing(`${locale}: no text ${key}`, key);
    return this.translate[locale](key, { ...params });
  }

  has(key: string): boolean {
    return LOCALES.every((locale) => this.texts[locale].has(key) || this.texts[locale].has(`${key}_other`));
  }

  private library(): I18next {
    const library = createInstance();
    const resources = LOCALES.map((locale) => [locale, { [namespace]: Object.fromEntries(this.texts[locale]) }]);
    void library.init({
      resources: Object.fromEntries(resources),
      initAsync: false,
      defaultNS: namespace,
      fallbackLng: false,
      keySeparator: false,
      nsSeparator: false,
      interpolation: { prefix: '{', suffix: '}', escapeValue: false, skipOnVariables: true },
      missingInterpolationHandler: (text: string, match: string[]) =>
        this.missing(`no value for ${match[0] ?? ''} in 「${text}」`, match[0] ?? ''),
    });
    return library;
  }

  private missing(message: string, shown: string): string {
    if (this.onMissing === 'throw') throw new Error(message);
    this.logger.error(message);
    return shown;
  }
}
