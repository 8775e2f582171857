import { Injectable } from '@nestjs/common';
import type { MemberPanel, PanelSource } from '../../members/member-panels.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { Lots } from '../lots.js';
import { SpendingSecrets } from '../spending-secrets.js';

/** Stored value on the member's page. */
@Injectable()
export class ValuePanel implements PanelSource {
  readonly order = 15;
  readonly permission = 'storedValue.view';

  constructor(
    private readonly lots: Lots,
    private readonly secrets: SpendingSecrets,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async load({ locale, person }: DeskContext, membershipId: string): Promise<MemberPanel> {
    const say = (key: string) => this.i18n.t(locale, `value.panel.${key}`);
    const { principalFen, bonusFen } = await this.lots.balance(this.reader, membershipId);
    const isSet = await this.secrets.isSet(this.reader, membershipId);
    const actions = [
      { label: say('spend'), href: `/spends/new/${membershipId}`, permission: 'storedValue.spend' },
      { label: say('secret'), href: `/spending-secrets/${membershipId}`, permission: 'storedValue.setSecret' },
    ];
    return {
      title: say('title'),
      rows: [
        { label: say('principal'), value: money(principalFen) },
        { label: say('bonus'), value: money(bonusFen) },
        { label: say('secret'), value: say(isSet ? 'set' : 'unset') },
      ],
      actions: actions
        .filter(({ permission }) => mayDo(person.roles, permission))
        .map(({ label, href }) => ({ label, href })),
    };
  }
}
