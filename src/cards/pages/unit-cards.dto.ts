import { IsOptional, Matches, MaxLength } from 'class-validator';
import { AtMost } from '../../platform/http/at-most.js';
import { UnitAgentForm } from '../unit/unit-agent-form.js';
import { CoSignedForm } from './stock.dto.js';

/** The page of a company's list as it was typed. */
export class UnitCardsForm extends UnitAgentForm {
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

/** Why a list is taken back, and the lead who agrees. */
export class UnitUndoForm extends CoSignedForm {
  @AtMost(200)
  reason!: string;
}
