import { Matches, MaxLength } from 'class-validator';
import { AtMost } from '../platform/http/at-most.js';
import { KeyedForm } from '../platform/http/keyed-form.js';

export class HandInForm extends KeyedForm {
  @Matches(/^(MEMBERS|SLIPS|VALUES)$/, { message: 'import.kind' })
  kind!: string;
}

export class SignOpeningForm extends KeyedForm {
  @MaxLength(20, { message: 'count.invalid' })
  total!: string;
}

export class WithdrawForm extends KeyedForm {
  @AtMost(200)
  reason!: string;
}

export class SignValuesForm extends KeyedForm {
  @MaxLength(20, { message: 'money.invalid' })
  principal!: string;

  @MaxLength(20, { message: 'money.invalid' })
  bonus!: string;
}
