import { Global, Module } from '@nestjs/common';
import { I18n } from './i18n.js';

@Global()
@Module({
  providers: [{ provide: I18n, useFactory: () => I18n.load(process.env['NODE_ENV'] === 'test' ? 'throw' : 'log') }],
  exports: [I18n],
})
export class I18nModule {}
