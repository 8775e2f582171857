import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

export class ReportForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(16, { message: 'dispute.payWay' })
  payWay = '';

  @MaxLength(20, { message: 'money.invalid' })
  amount = '';

  @MaxLength(20, { message: 'dispute.when' })
  paidAt = '';

  @MaxLength(64, { message: 'dispute.tooLong' })
  voucher = '';

  @MaxLength(64, { message: 'dispute.tooLong' })
  account = '';

  @MaxLength(30, { message: 'dispute.tooLong' })
  phone = '';

  @MaxLength(400, { message: 'dispute.tooLong' })
  story = '';

  @IsOptional()
  @IsIn(['1', ''])
  freeze?: string;
}

export class AnswerForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(16, { message: 'dispute.action' })
  action = '';

  @MaxLength(400, { message: 'dispute.tooLong' })
  note = '';

  @MaxLength(40, { message: 'dispute.lot' })
  lotNo = '';
}

export class StepForm {
  @Matches(requestKey)
  requestKey!: string;
}
