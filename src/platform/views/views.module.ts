import { Global, Module } from '@nestjs/common';
import { I18n } from '../i18n/i18n.js';
import { I18nModule } from '../i18n/i18n.module.js';
import { StaticAssets } from './static-assets.js';
import { ViewEngine } from './view-engine.js';

@Global()
@Module({
  imports: [I18nModule],
  providers: [
    { provide: StaticAssets, useFactory: () => StaticAssets.load() },
    {
      provide: ViewEngine,
      inject: [I18n, StaticAssets],
      useFactory: (i18n: I18n, assets: StaticAssets) => ViewEngine.open(i18n, assets),
    },
  ],
  exports: [StaticAssets, ViewEngine],
})
export class ViewsModule {}
