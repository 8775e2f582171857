import { IsOptional, MaxLength } from 'class-validator';
import { KeyedForm } from '../../platform/http/keyed-form.js';

export class CoSignedForm extends KeyedForm {
  @IsOptional()
  @MaxLength(16)
  cosignStaffNo = '';

  @IsOptional()
  @MaxLength(64)
  cosignPassword = '';
}

class NumbersForm extends CoSignedForm {
  @MaxLength(40_000, { message: 'card.blanks.none' })
  numbers!: string;
}

export class ReceiveForm extends NumbersForm {
  @MaxLength(32, { message: 'cards.kind.gone' })
  kindCode!: string;

  @MaxLength(80, { message: 'text.required' })
  source!: string;

  @IsOptional()
  @MaxLength(8)
  place = '';
}

export class MoveForm extends NumbersForm {
  @MaxLength(8, { message: 'card.blank.notHeld' })
  to!: string;
}

export class SpoilForm extends NumbersForm {
  @MaxLength(16, { message: 'card.spoil.reason' })
  reason!: string;
}

export class BlankCountForm extends CoSignedForm {
  @MaxLength(32, { message: 'cards.kind.gone' })
  kindCode!: string;

  @MaxLength(8, { message: 'count.invalid' })
  counted!: string;

  @IsOptional()
  @MaxLength(40_000)
  missing = '';
}
