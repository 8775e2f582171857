import { Module } from '@nestjs/common';
import { ActRegistry } from '../../desk/act-registry.js';
import { DeskContributions } from '../../desk/desk-contributions.js';
import { DeskModule } from '../../desk/desk.module.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { MemberActions } from '../../members/member-actions.js';
import { MemberPanels } from '../../members/member-panels.js';
import { RedeemController } from './redeem.controller.js';
import { RedeemPages } from './redeem-pages.js';
import { RedeemPresenter } from './redeem.presenter.js';
import { RedemptionActs } from './redemption-acts.js';
import { RedemptionPanel } from './redemption-panel.js';
import { RedemptionModule } from './redemption.module.js';
import { RedemptionPresenter } from './redemption.presenter.js';
import { RedemptionsController } from './redemptions.controller.js';

/** The pages of redemption: /redeem (F4) and /redemptions. */
@Module({
  imports: [RedemptionModule, DeskModule],
  controllers: [RedeemController, RedemptionsController],
  providers: [RedeemPages, RedeemPresenter, RedemptionActs, RedemptionPanel, RedemptionPresenter],
})
export class RedemptionPagesModule {
  constructor(
    jobs: JobRegistry,
    acts: ActRegistry,
    desk: DeskContributions,
    members: MemberActions,
    panels: MemberPanels,
    redemptions: RedemptionActs,
    panel: RedemptionPanel,
  ) {
    jobs.register({ key: 'F4', href: '/redeem', labelKey: 'redemption.key', icon: 'gift', permission: 'gifts.redeem' });
    members.register({
      key: 'F4',
      labelKey: 'redemption.key',
      icon: 'gift',
      permission: 'gifts.redeem',
      href: (membershipId) => `/redeem/${membershipId}`,
    });
    acts.register(...redemptions.described());
    desk.register(redemptions);
    panels.register(panel);
  }
}
