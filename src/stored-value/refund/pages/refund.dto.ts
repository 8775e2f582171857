import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { PAY_WAYS } from '../rules/pay-routes.js';

const requestKey = /^[0-9a-f-]{36}$/;

/** The request as it was typed; amounts and dates are read by `readWish`. */
export class RequestForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(16, { message: 'refund.cause' })
  cause!: string;

  @MaxLength(4000, { message: 'refund.unknownLot' })
  lots!: string;

  @MaxLength(20, { message: 'date.invalid' })
  rescindedOn!: string;

  @IsOptional()
  @MaxLength(20, { message: 'date.invalid' })
  planFrom?: string;

  @IsOptional()
  @MaxLength(20, { message: 'date.invalid' })
  planTo?: string;

  @MaxLength(16, { message: 'refund.choice' })
  choice!: string;

  @MaxLength(20, { message: 'money.invalid' })
  giftOffset!: string;

  @MaxLength(200, { message: 'text.tooLong' })
  giftReason!: string;

  @MaxLength(200, { message: 'text.tooLong' })
  reason!: string;

  @Matches(/^\d{1,12}$/, { message: 'refund.changed' })
  shownPayFen!: string;

  @Matches(/^\d{1,12}$/, { message: 'refund.changed' })
  shownResidueFen!: string;

  @IsOptional()
  @IsIn(['1', ''])
  endsCard?: string;

  @IsOptional()
  @IsIn(['1', ''])
  takesTierBack?: string;

  @MaxLength(16, { message: 'refund.receiver' })
  receiver!: string;

  @MaxLength(100, { message: 'text.tooLong' })
  name!: string;

  @MaxLength(24, { message: 'refund.receiver' })
  idType!: string;

  @MaxLength(60, { message: 'members.id.shape' })
  idNumber!: string;

  @MaxLength(40, { message: 'text.tooLong' })
  phone!: string;

  @MaxLength(80, { message: 'text.tooLong' })
  bank!: string;

  @MaxLength(60, { message: 'refund.account' })
  account!: string;
}

export class PaymentForm {
  @Matches(requestKey)
  requestKey!: string;

  @Matches(requestKey, { message: 'page.notFound' })
  lineId!: string;

  @IsIn([...PAY_WAYS], { message: 'refund.way' })
  way!: string;

  @MaxLength(64, { message: 'text.tooLong' })
  reference!: string;

  @MaxLength(200, { message: 'text.tooLong' })
  reason!: string;
}

export class CancelForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(200, { message: 'text.tooLong' })
  reason!: string;
}

export class ReleaseForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(40, { message: 'refund.redNumber' })
  number!: string;
}

export class RevealForm {
  @Matches(requestKey)
  requestKey!: string;
}
