import { Matches, MaxLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

/** A form of one button, and the hidden half of every other one. */
export class ImportStepForm {
  @Matches(requestKey)
  requestKey!: string;
}

export class HandInForm extends ImportStepForm {
  @Matches(/^(MEMBERS|SLIPS|VALUES)$/, { message: 'import.kind' })
  kind!: string;
}

export class SignOpeningForm extends ImportStepForm {
  @MaxLength(20, { message: 'count.invalid' })
  total!: string;
}

export class SignValuesForm extends ImportStepForm {
  @MaxLength(20, { message: 'money.invalid' })
  principal!: string;

  @MaxLength(20, { message: 'money.invalid' })
  bonus!: string;
}
