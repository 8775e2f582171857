import { IsIn, IsOptional, MaxLength } from 'class-validator';
import { KeyedForm } from '../../../platform/http/keyed-form.js';

export class ReportForm extends KeyedForm {
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

export class AnswerForm extends KeyedForm {
  @MaxLength(16, { message: 'dispute.action' })
  action = '';

  @MaxLength(400, { message: 'dispute.tooLong' })
  note = '';

  @MaxLength(40, { message: 'dispute.lot' })
  lotNo = '';
}
