import { IsNotEmpty, IsOptional, MaxLength } from 'class-validator';

export class KeyedForm {
  @MaxLength(64)
  @IsNotEmpty()
  requestKey = '';
}

export class OpenDayForm extends KeyedForm {
  @IsNotEmpty({ message: 'text.required' })
  @MaxLength(20, { message: 'date.invalid' })
  date = '';
}

export class PolicyForm extends KeyedForm {
  @MaxLength(20, { message: 'date.invalid' })
  effectiveFrom = '';

  @IsNotEmpty({ message: 'text.required' })
  reason = '';
}

export class CharterForm extends KeyedForm {
  @MaxLength(20, { message: 'date.invalid' })
  effectiveFrom = '';

  @IsNotEmpty({ message: 'text.required' })
  text = '';
}

export class NamesForm extends KeyedForm {
  @IsNotEmpty({ message: 'text.required' })
  venueName = '';

  @IsNotEmpty({ message: 'text.required' })
  storeName = '';

  @IsOptional()
  legalEntity = '';
}

export class NewDeskForm extends KeyedForm {
  @IsNotEmpty({ message: 'text.required' })
  deskName = '';
}

export class NewStoreForm extends KeyedForm {
  @IsNotEmpty({ message: 'text.required' })
  newStoreName = '';

  @IsNotEmpty({ message: 'text.required' })
  firstDeskName = '';
}

export class TerminalForm extends KeyedForm {
  @MaxLength(36)
  @IsNotEmpty({ message: 'text.required' })
  deskId = '';

  @IsNotEmpty({ message: 'text.required' })
  terminalName = '';
}

export class TerminalPrinterForm extends KeyedForm {
  @MaxLength(36)
  printerId = '';
}
