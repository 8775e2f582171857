import { IsOptional, Matches, MaxLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

export class FirstPrintForm {
  @Matches(requestKey)
  requestKey!: string;
}

export class ReprintForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(200, { message: 'documents.reason' })
  reason!: string;

  @IsOptional()
  @MaxLength(32)
  copy = '';
}
