import { Global, Module } from '@nestjs/common';
import { JobRegistry } from '../desk/job-registry.js';
import { DeviceGate } from '../platform/http/device-gate.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { DeviceDoor } from './device-door.js';
import { DeviceKeys } from './device-keys.service.js';
import { DevicesController } from './devices.controller.js';
import { devicesErrors } from './devices.errors.js';

/** Machines with a key of their own. Global, for the guard at every door asks the gate. */
@Global()
@Module({
  controllers: [DevicesController],
  providers: [DeviceKeys, { provide: DeviceGate, useClass: DeviceDoor }],
  exports: [DeviceKeys, DeviceGate],
})
export class DevicesModule {
  constructor(statuses: ErrorStatuses, jobs: JobRegistry) {
    statuses.register(devicesErrors);
    jobs.register({
      key: '',
      href: '/devices',
      labelKey: 'devices.title',
      icon: 'qr-code',
      permission: 'devices.manage',
    });
  }
}
