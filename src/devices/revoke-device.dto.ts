import { IsUUID } from 'class-validator';

export class RevokeDeviceDto {
  @IsUUID()
  requestKey!: string;
}
