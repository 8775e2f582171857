import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { KeyedForm } from '../../../platform/http/keyed-form.js';
import { PAY_WAYS } from '../rules/pay-routes.js';

const id = /^[0-9a-f-]{36}$/;

/** The request as it was typed; amounts and dates are read by `readWish`. */
export class RequestForm extends KeyedForm {
  @MaxLength(16, { message: 'refund.cause' })
  cause = '';

  @MaxLength(4000, { message: 'refund.unknownLot' })
  lots = '';

  @MaxLength(20, { message: 'date.invalid' })
  rescindedOn = '';

  @IsOptional()
  @MaxLength(20, { message: 'date.invalid' })
  planFrom?: string;

  @IsOptional()
  @MaxLength(20, { message: 'date.invalid' })
  planTo?: string;

  @MaxLength(16, { message: 'refund.choice' })
  choice = '';

  @MaxLength(20, { message: 'money.invalid' })
  giftOffset = '';

  @MaxLength(200, { message: 'refund.tooLong' })
  giftReason = '';

  @MaxLength(200, { message: 'refund.tooLong' })
  reason = '';

  @Matches(/^\d{1,12}$/, { message: 'refund.changed' })
  shownPayFen = '';

  @Matches(/^\d{1,12}$/, { message: 'refund.changed' })
  shownResidueFen = '';

  @IsOptional()
  @IsIn(['1', ''])
  endsCard?: string;

  @IsOptional()
  @IsIn(['1', ''])
  takesTierBack?: string;

  @MaxLength(16, { message: 'refund.receiver' })
  receiver = '';

  @MaxLength(100, { message: 'refund.tooLong' })
  name = '';

  @MaxLength(24, { message: 'refund.receiver' })
  idType = '';

  @MaxLength(60, { message: 'members.id.shape' })
  idNumber = '';

  @MaxLength(40, { message: 'refund.tooLong' })
  phone = '';

  @MaxLength(80, { message: 'refund.tooLong' })
  bank = '';

  @MaxLength(60, { message: 'refund.account' })
  account = '';

  @MaxLength(100, { message: 'refund.tooLong' })
  accountName = '';

  @MaxLength(16, { message: 'refund.authority' })
  authority = '';

  @MaxLength(60, { message: 'refund.tooLong' })
  authorityNo = '';
}

export class PaymentForm extends KeyedForm {
  @Matches(id, { message: 'page.notFound' })
  lineId!: string;

  @IsIn([...PAY_WAYS], { message: 'refund.way' })
  way = '';

  @MaxLength(64, { message: 'refund.tooLong' })
  reference = '';

  @MaxLength(200, { message: 'refund.tooLong' })
  reason = '';
}

export class CancelForm extends KeyedForm {
  @MaxLength(200, { message: 'refund.tooLong' })
  reason = '';
}

export class ReleaseForm extends KeyedForm {
  @MaxLength(40, { message: 'refund.redNumber' })
  number = '';
}
