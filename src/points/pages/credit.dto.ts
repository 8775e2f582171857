import { IsOptional, Matches, MaxLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

/** The page of F3 as it was typed; an empty amount means that the till has pushed the slip. */
export class CreditForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(60, { message: 'slips.no.invalid' })
  slipNo!: string;

  @IsOptional()
  @MaxLength(20, { message: 'form.invalid' })
  roomNo?: string;

  @IsOptional()
  @MaxLength(40, { message: 'money.invalid' })
  amount?: string;

  @IsOptional()
  @MaxLength(20, { message: 'date.invalid' })
  settledOn?: string;
}

export class LateForm extends CreditForm {
  @MaxLength(200, { message: 'points.reason.required' })
  reason!: string;
}

export class UndoForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(200, { message: 'points.reason.required' })
  reason!: string;
}

export class OutcomeForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(16, { message: 'points.signature.state' })
  outcome!: string;
}

export class RunForm {
  @Matches(requestKey)
  requestKey!: string;
}
