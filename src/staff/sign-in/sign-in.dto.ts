import { IsNotEmpty, MaxLength } from 'class-validator';

export class SignInForm {
  @MaxLength(20, { message: 'staff.signIn.refused' })
  @IsNotEmpty({ message: 'text.required' })
  staffNo = '';

  @MaxLength(500, { message: 'staff.signIn.refused' })
  @IsNotEmpty({ message: 'text.required' })
  password = '';

  @MaxLength(500)
  next = '/';
}

export class SwitchForm {
  /** A swiped badge, or the staff number. */
  @MaxLength(100, { message: 'staff.badge.refused' })
  @IsNotEmpty({ message: 'text.required' })
  who = '';

  @MaxLength(20, { message: 'staff.pin.refused' })
  pin = '';

  @MaxLength(500)
  next = '/';
}

export class UnlockForm {
  @MaxLength(20, { message: 'staff.pin.refused' })
  @IsNotEmpty({ message: 'text.required' })
  pin = '';

  @MaxLength(500)
  next = '/';

  /** The form that was sent while the desk was locked, as JSON. */
  @MaxLength(250_000)
  kept = '';
}

export class NewSecretsForm {
  @MaxLength(20, { message: 'staff.code.refused' })
  @IsNotEmpty({ message: 'text.required' })
  staffNo = '';

  @MaxLength(40, { message: 'staff.code.refused' })
  @IsNotEmpty({ message: 'text.required' })
  code = '';

  @IsNotEmpty({ message: 'text.required' })
  password = '';

  @IsNotEmpty({ message: 'text.required' })
  passwordAgain = '';

  @IsNotEmpty({ message: 'text.required' })
  pin = '';

  @IsNotEmpty({ message: 'text.required' })
  pinAgain = '';

  @MaxLength(64)
  requestKey = '';
}
