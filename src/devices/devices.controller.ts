import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { type Answer, page, seeOther } from '../platform/http/page-result.js';
import { Submit } from '../platform/http/submit.js';
import { I18n } from '../platform/i18n/i18n.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { Allow, commandAt, Desk, type DeskContext } from '../staff/desk-context.js';
import { DeviceKeys } from './device-keys.service.js';
import { deviceListModel, deviceModel } from './devices.presenter.js';
import { RevokeDeviceDto } from './revoke-device.dto.js';

/** Which machines may speak to the API, and taking that away. Keys are issued on the server's own screen. */
@Controller('devices')
@Allow('devices.manage')
export class DevicesController {
  constructor(
    private readonly devices: DeviceKeys,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async list(@Desk() desk: DeskContext): Promise<Answer> {
    const devices = await this.devices.ofStore(desk.store.id);
    return page('devices/list', deviceListModel(this.i18n, desk.locale, devices), { titleKey: 'devices.title' });
  }

  @Get(':id')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.detail(desk, id, emptyForm(`/devices/${id}/revoke`, uuidv7()));
  }

  @Post(':id/revoke')
  revoke(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: RevokeDeviceDto,
      act: ({ requestKey }) => this.devices.revoke(commandAt(desk, 'devices.manage', requestKey, { revoke: id }), id),
      done: () => seeOther('/devices', { tone: 'ok', key: 'devices.wasRevoked' }),
      again: ({ values, errors }) =>
        this.detail(desk, id, { action: `/devices/${id}/revoke`, requestKey: uuidv7(), values, errors }),
    });
  }

  private async detail(desk: DeskContext, id: string, form: FormModel): Promise<Answer> {
    const device = (await this.devices.ofStore(desk.store.id)).find((own) => own.id === id);
    if (!device) throw new DomainError('page.notFound');
    return page('devices/device', deviceModel(this.i18n, desk.locale, device, form), { titleKey: 'devices.title' });
  }
}
