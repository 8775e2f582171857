import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

export class ReportForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(16, { message: 'dispute.payWay' })
  payWay!: string;

  @MaxLength(20, { message: 'money.invalid' })
  amount!: string;

  @MaxLength(20, { message: 'dispute.when' })
  paidAt!: string;

  @MaxLength(64, { message: 'text.tooLong' })
  voucher!: string;

  @MaxLength(64, { message: 'text.tooLong' })
  account!: string;

  @MaxLength(30, { message: 'text.tooLong' })
  phone!: string;

  @MaxLength(400, { message: 'text.tooLong' })
  story!: string;

  @IsOptional()
  @IsIn(['1', ''])
  freeze?: string;
}

export class AnswerForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(16, { message: 'dispute.action' })
  action!: string;

  @MaxLength(400, { message: 'text.tooLong' })
  note!: string;

  @MaxLength(40, { message: 'dispute.lot' })
  lotNo!: string;
}

export class StepForm {
  @Matches(requestKey)
  requestKey!: string;
}
