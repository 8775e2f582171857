import { Body, Controller, Post } from '@nestjs/common';
import { stripInvisible } from '../kernel/text.js';
import { typedValues } from '../platform/http/form-input.js';
import { type Answer, fragment, page, seeOther } from '../platform/http/page-result.js';
import { I18n } from '../platform/i18n/i18n.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { type Found, Finders } from './finders.js';

/** A magnetic stripe with all its tracks; longer keys are cut. */
const LONGEST = 256;

interface Hits {
  readonly hits: readonly Found[];
  /** Why nothing was looked for, or that nothing was found. */
  readonly empty: string | undefined;
}

/** The one box. What is typed about a guest is posted and never stands in an address. */
@Controller('find')
@Allow('desk.view')
export class FindController {
  constructor(
    private readonly finders: Finders,
    private readonly i18n: I18n,
  ) {}

  /** One hit opens at once, several are listed; an empty box goes back to the desk. */
  @Post()
  async find(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { q = '' } = typedValues(body);
    const { hits, empty } = await this.look(desk, q);
    const [only, ...others] = hits;
    if (only && others.length === 0) return seeOther(only.href);
    if (!only && empty === undefined) return seeOther('/');
    return page('desk/found', { q, hits, empty }, { titleKey: 'desk.found.title' });
  }

  /** Hits while typing. */
  @Post('live')
  async live(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { q = '' } = typedValues(body);
    return fragment('desk/_hits', await this.look(desk, q));
  }

  private async look(desk: DeskContext, typed: string): Promise<Hits> {
    const text = stripInvisible(typed.slice(0, LONGEST)).trim();
    if (text === '') return { hits: [], empty: undefined };
    const warning = this.finders.warning(text);
    if (warning !== undefined) return { hits: [], empty: this.i18n.t(desk.locale, warning) };
    const hits = await this.finders.find(desk, text);
    return { hits, empty: hits.length === 0 ? this.i18n.t(desk.locale, 'desk.found.none') : undefined };
  }
}
