import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localeOf, takeFlash, themeOf } from '../platform/http/cookies.js';
import { Csrf } from '../platform/http/csrf.js';
import type { FlashNote, PageOptions } from '../platform/http/page-result.js';
import { Shell } from '../platform/http/shell.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { SETTINGS } from '../platform/settings/settings.module.js';
import type { Settings } from '../platform/settings/settings.js';
import type { Flash, LayoutModel, NavItem } from '../platform/views/layout-model.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { JobRegistry } from './job-registry.js';
import { DeskState } from './desk-state.js';

/** The frame around every page; for a stranger (sign-in, first start, errors) the same frame without a desk. */
@Injectable()
export class DeskShell extends Shell {
  constructor(
    private readonly jobs: JobRegistry,
    private readonly state: DeskState,
    private readonly csrf: Csrf,
    private readonly i18n: I18n,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  override async layoutFor(request: FastifyRequest, reply: FastifyReply, options: PageOptions): Promise<LayoutModel> {
    const locale = localeOf(request);
    const { desk } = request;
    const flash = takeFlash(request, reply);
    const tonight = await this.state.of(desk, locale);
    return {
      locale,
      theme: themeOf(request),
      title: this.i18n.t(locale, options.titleKey, options.titleParams),
      demo: this.settings.demo,
      ...tonight,
      ...(desk
        ? { storeName: desk.store.name, person: this.person(desk, locale), nav: this.nav(desk, request.url) }
        : { storeName: '', nav: [] }),
      ...(desk?.businessDate ? { businessDate: desk.businessDate } : {}),
      ...(flash ? { flash: this.flash(flash, locale) } : {}),
      csrfToken: this.csrf.tokenFor(request, reply),
      nonce: '',
      path: request.method === 'GET' ? request.url : '/',
    };
  }

  private person({ person }: DeskContext, locale: Locale): { name: string; staffNo: string; roleLabel: string } {
    const [role] = person.roles;
    return {
      name: person.name,
      staffNo: person.staffNo,
      roleLabel: role ? this.i18n.t(locale, `staff.role.${role}`) : '',
    };
  }

  private nav({ person }: DeskContext, url: string): NavItem[] {
    const [path = '/'] = url.split('?');
    return this.jobs
      .all()
      .filter(({ permission }) => mayDo(person.roles, permission))
      .map(({ href, labelKey, key, icon }) => ({
        href,
        labelKey,
        key,
        icon,
        active: href === '/' ? path === '/' : path.startsWith(href),
      }));
  }

  private flash({ tone, key, params, href, hrefKey }: FlashNote, locale: Locale): Flash {
    return {
      tone,
      text: this.i18n.t(locale, key, params),
      ...(href === undefined ? {} : { href }),
      ...(hrefKey === undefined ? {} : { hrefLabel: this.i18n.t(locale, hrefKey) }),
    };
  }
}
