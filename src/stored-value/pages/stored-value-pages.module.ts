import { Module } from '@nestjs/common';
import { ActRegistry } from '../../desk/act-registry.js';
import { DeskContributions } from '../../desk/desk-contributions.js';
import { DeskModule } from '../../desk/desk.module.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { MemberActions } from '../../members/member-actions.js';
import { MemberPanels } from '../../members/member-panels.js';
import { VenueModule } from '../../venue/venue.module.js';
import { StoredValueModule } from '../stored-value.module.js';
import { ExceptionsDesk } from './exceptions-desk.js';
import { ValueExceptionsController } from './exceptions.controller.js';
import { SpendPresenter } from './spend.presenter.js';
import { SpendingSecretsController } from './spending-secrets.controller.js';
import { SpendsController } from './spends.controller.js';
import { TopUpActsController } from './top-up-acts.controller.js';
import { TopUpController } from './top-up.controller.js';
import { TopUpPresenter } from './top-up.presenter.js';
import { UnitTopUpsController } from './unit-top-ups.controller.js';
import { SellUnnamedCard } from '../unnamed/sell-unnamed-card.js';
import { UnnamedCardsController } from '../unnamed/unnamed-cards.controller.js';
import { ValueActsShown } from './value-acts-shown.js';
import { ValuePanel } from './value-panel.js';

/** The pages of stored value, and what it adds to the desk and to the member's page. */
@Module({
  imports: [StoredValueModule, DeskModule, VenueModule],
  controllers: [
    TopUpActsController,
    TopUpController,
    SpendsController,
    SpendingSecretsController,
    UnitTopUpsController,
    UnnamedCardsController,
    ValueExceptionsController,
  ],
  providers: [ExceptionsDesk, SellUnnamedCard, SpendPresenter, TopUpPresenter, ValueActsShown, ValuePanel],
})
export class StoredValuePagesModule {
  constructor(
    jobs: JobRegistry,
    acts: ActRegistry,
    desk: DeskContributions,
    members: MemberActions,
    panels: MemberPanels,
    shown: ValueActsShown,
    exceptions: ExceptionsDesk,
    panel: ValuePanel,
  ) {
    jobs.register({
      key: '',
      href: '/top-ups',
      labelKey: 'value.find.title',
      icon: 'wallet',
      permission: 'storedValue.topUp',
    });
    members.register({
      key: 'F6',
      labelKey: 'value.panel.topUp',
      icon: 'wallet',
      permission: 'storedValue.topUp',
      href: (membershipId) => `/top-ups/${membershipId}`,
    });
    acts.register(...shown.described());
    desk.register(exceptions);
    panels.register(panel);
  }
}
