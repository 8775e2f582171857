import { IsNotEmpty, MaxLength } from 'class-validator';

export class FoundingForm {
  @MaxLength(64)
  @IsNotEmpty()
  requestKey = '';

  @MaxLength(60, { message: 'staff.firstStart.code' })
  @IsNotEmpty({ message: 'text.required' })
  code = '';

  @MaxLength(20, { message: 'staff.no.format' })
  @IsNotEmpty({ message: 'text.required' })
  staffNo = '';

  @IsNotEmpty({ message: 'text.required' })
  name = '';

  @IsNotEmpty({ message: 'text.required' })
  password = '';

  @IsNotEmpty({ message: 'text.required' })
  passwordAgain = '';

  @IsNotEmpty({ message: 'text.required' })
  pin = '';

  @IsNotEmpty({ message: 'text.required' })
  pinAgain = '';

  @IsNotEmpty({ message: 'text.required' })
  venueName = '';

  @IsNotEmpty({ message: 'text.required' })
  storeName = '';

  @IsNotEmpty({ message: 'text.required' })
  deskName = '';

  @IsNotEmpty({ message: 'text.required' })
  terminalName = '';
}

export class FirstPrinterForm {
  @MaxLength(64)
  @IsNotEmpty()
  requestKey = '';

  @MaxLength(255, { message: 'printer.host.invalid' })
  @IsNotEmpty({ message: 'text.required' })
  host = '';

  /** `save` keeps the printer; anything else prints a test page. */
  @MaxLength(10)
  step = '';
}

export class FirstCharterForm {
  @MaxLength(64)
  @IsNotEmpty()
  requestKey = '';

  @IsNotEmpty({ message: 'text.required' })
  text = '';
}
