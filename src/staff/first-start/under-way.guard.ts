import { type CanActivate, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { FirstStartService } from './first-start.service.js';

/** The steps of the first start are there until the last one is done, and then never again. */
@Injectable()
export class UnderWayGuard implements CanActivate {
  constructor(private readonly service: FirstStartService) {}

  async canActivate(): Promise<boolean> {
    if (await this.service.isUnderWay()) return true;
    throw new DomainError('page.notFound');
  }
}
