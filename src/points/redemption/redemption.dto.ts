import { IsOptional, Matches, MaxLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

/** A form of one button, and the hidden half of every other one. */
export class StepForm {
  @Matches(requestKey)
  requestKey!: string;
}

export class RedeemForm extends StepForm {
  @MaxLength(12, { message: 'gifts.quantity' })
  quantity!: string;

  @IsOptional()
  @MaxLength(8)
  later?: string;
}

export class ReasonForm extends StepForm {
  @MaxLength(500)
  reason!: string;
}

export class ExchangeForm extends ReasonForm {
  @MaxLength(12, { message: 'count.invalid' })
  pieces!: string;
}
