import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../platform/http/access.js';
import { rememberChoice } from '../../platform/http/cookies.js';
import { typedValues } from '../../platform/http/form-input.js';
import { type Answer, seeOther } from '../../platform/http/page-result.js';
import { safePath } from '../../platform/http/safe-path.js';
import { isLocale } from '../../platform/i18n/locale.js';

const THEMES = ['system', 'dark', 'light'];

/** Language and theme belong to the browser, not to the person: a shared PC keeps the look it had. */
@Controller('preferences')
@Public()
export class PreferencesController {
  @Post()
  choose(@Res({ passthrough: true }) reply: FastifyReply, @Body() body: unknown): Answer {
    const { locale, theme, back } = typedValues(body);
    if (isLocale(locale)) rememberChoice(reply, 'lang', locale);
    if (theme !== undefined && THEMES.includes(theme)) rememberChoice(reply, 'theme', theme);
    return seeOther(safePath(back));
  }
}
