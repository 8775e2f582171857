import { Controller, Get } from '@nestjs/common';
import { HealthSigns } from '../platform/http/health-signs.js';
import { type Answer, page } from '../platform/http/page-result.js';
import { I18n } from '../platform/i18n/i18n.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';

/** Everything that watches over the house, in words; the bar shows only the worst of it. */
@Controller('health')
export class DeskHealthController {
  constructor(
    private readonly signs: HealthSigns,
    private readonly i18n: I18n,
  ) {}

  @Get()
  @Allow('desk.view')
  async show(@Desk() { locale }: DeskContext): Promise<Answer> {
    const signs = await this.signs.all();
    const rows = signs.map(({ state, key, params }) => ({ tone: state, text: this.i18n.t(locale, key, params) }));
    return page('desk/health', { rows }, { titleKey: 'desk.health.title' });
  }
}
