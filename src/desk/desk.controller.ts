import { Controller, Get } from '@nestjs/common';
import { type Answer, page } from '../platform/http/page-result.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { DeskPages } from './desk-page.js';
import { DeskPresenter } from './desk.presenter.js';

/** F1: the first page after signing in, and where every guest's errand begins. */
@Controller()
export class DeskController {
  constructor(
    private readonly pages: DeskPages,
    private readonly presenter: DeskPresenter,
  ) {}

  @Get()
  @Allow('desk.view')
  async home(@Desk() desk: DeskContext): Promise<Answer> {
    return page('desk/home', this.presenter.page(desk, await this.pages.load(desk)), { titleKey: 'desk.title' });
  }
}
