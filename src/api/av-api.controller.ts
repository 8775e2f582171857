import { Controller, Get } from '@nestjs/common';
import { BirthdayNotices } from '../birthdays/birthday-notices.js';
import { Device } from '../platform/http/access.js';
import type { DeviceIdentity } from '../platform/http/device-gate.js';
import { Till } from './api-params.js';
import { isoTime } from './iso-time.js';

/** What the subtitle and music machine of a store plays tonight (003E-027). */
@Controller('api/v1/av-notices')
@Device('av')
export class AvApiController {
  constructor(private readonly notices: BirthdayNotices) {}

  /** Guests whose machine is on; `played` once the operator has ticked it. Surname and salutation only, as they are shown in the room. */
  @Get()
  async list(@Till() { storeId }: DeviceIdentity) {
    const notices = await this.notices.tonight(storeId);
    return {
      notices: notices.map(({ id, room, text, since, played }) => ({ id, room, text, played, since: isoTime(since) })),
    };
  }
}
