import { IsOptional, Matches, MaxLength } from 'class-validator';
import { KeyedForm } from '../../platform/http/keyed-form.js';

/** The page of a company's list as it was typed. */
export class UnitCardsForm extends KeyedForm {
  @MaxLength(200, { message: 'text.required' })
  unitName!: string;

  @MaxLength(40, { message: 'cards.unit.code' })
  creditCode!: string;

  @MaxLength(80, { message: 'text.required' })
  agentName!: string;

  @MaxLength(24, { message: 'members.phone.invalid' })
  agentPhone!: string;

  @IsOptional()
  @MaxLength(24)
  agentDocumentType = '';

  @MaxLength(40, { message: 'members.id.shape' })
  agentDocument!: string;

  @IsOptional()
  @MaxLength(10, { message: 'date.invalid' })
  agentBirthDate = '';

  @MaxLength(32, { message: 'cards.unit.kind' })
  kindCode!: string;

  @MaxLength(12_000, { message: 'card.blanks.none' })
  list!: string;

  @IsOptional()
  @MaxLength(1)
  duplicateChecked = '';

  @IsOptional()
  @MaxLength(1)
  charterSigned = '';

  @IsOptional()
  @MaxLength(16)
  tender = '';

  @IsOptional()
  @MaxLength(16, { message: 'money.invalid' })
  received = '';

  @IsOptional()
  @Matches(/^\d{0,12}$/)
  shownFee = '';
}
