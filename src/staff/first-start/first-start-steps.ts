import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';

const STEPS = ['owner', 'charter', 'staff', 'printer'] as const;
export type FirstStep = (typeof STEPS)[number];

@Injectable()
export class FirstStartSteps {
  constructor(private readonly i18n: I18n) {}

  at(now: FirstStep, locale: Locale) {
    const reached = STEPS.indexOf(now);
    return STEPS.map((step, at) => ({
      label: this.i18n.t(locale, `staff.firstStart.step.${step}`),
      state: at < reached ? 'done' : at === reached ? 'now' : 'next',
    }));
  }
}
