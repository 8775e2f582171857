import { IsOptional, Matches, MaxLength } from 'class-validator';
import { UnitAgentForm } from '../../cards/unit/unit-agent-form.js';
import { AtMost } from '../../platform/http/at-most.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';

/** The page of a top-up as it was typed; what is not on it stays ''. */
export class TopUpForm extends KeyedForm {
  @MaxLength(40, { message: 'money.invalid' })
  amount!: string;

  @IsOptional()
  @MaxLength(16, { message: 'storedValue.tender.none' })
  tender = '';

  @IsOptional()
  @MaxLength(64, { message: 'storedValue.tender.noCode' })
  code = '';

  @IsOptional()
  @MaxLength(4)
  isCode = '';

  @IsOptional()
  @MaxLength(40, { message: 'money.invalid' })
  received = '';

  @IsOptional()
  @MaxLength(16, { message: 'storedValue.tender.none' })
  secondTender = '';

  @IsOptional()
  @MaxLength(40, { message: 'money.invalid' })
  secondAmount = '';

  @IsOptional()
  @AtMost(40)
  reference = '';

  @IsOptional()
  @MaxLength(20, { message: 'storedValue.recommender' })
  recommenderNo = '';

  @IsOptional()
  @MaxLength(24)
  idType = '';

  @IsOptional()
  @MaxLength(60, { message: 'members.id.shape' })
  idNumber = '';

  @IsOptional()
  @MaxLength(4)
  agent = '';

  @IsOptional()
  @AtMost(80)
  agentName = '';

  @IsOptional()
  @MaxLength(24, { message: 'members.phone.invalid' })
  agentPhone = '';

  @IsOptional()
  @MaxLength(24)
  agentDocumentType = '';

  @IsOptional()
  @MaxLength(40, { message: 'members.id.shape' })
  agentDocument = '';

  @IsOptional()
  @MaxLength(10, { message: 'date.invalid' })
  agentBirthDate = '';

  @IsOptional()
  @AtMost(40)
  agentRelation = '';

  @IsOptional()
  @MaxLength(80, { message: 'card.no.invalid' })
  secondCard = '';

  @IsOptional()
  @MaxLength(4)
  overTold = '';

  @IsOptional()
  @Matches(/^\d{0,12}$/)
  shownBonus = '';
}

export class CorrectionForm extends KeyedForm {
  @MaxLength(40, { message: 'money.invalid' })
  amount!: string;

  @IsOptional()
  @MaxLength(20, { message: 'form.invalid' })
  tender = '';

  @AtMost(500)
  reason!: string;
}

export class SpendForm extends KeyedForm {
  @MaxLength(80, { message: 'card.no.invalid' })
  card!: string;

  @IsOptional()
  @MaxLength(8)
  cardVia = '';

  @MaxLength(60, { message: 'slips.no.invalid' })
  slipNo!: string;

  @IsOptional()
  @MaxLength(20, { message: 'form.invalid' })
  roomNo = '';

  @MaxLength(40, { message: 'money.invalid' })
  amount!: string;

  @IsOptional()
  @MaxLength(40, { message: 'money.invalid' })
  list = '';

  @IsOptional()
  @MaxLength(20, { message: 'storedValue.secret.refused' })
  secret = '';

  @IsOptional()
  @MaxLength(4)
  holderSeen = '';
}

export class ReasonForm extends KeyedForm {
  @AtMost(500)
  reason!: string;
}

export class SecretForm extends KeyedForm {
  @IsOptional()
  @MaxLength(20, { message: 'storedValue.secret.refused' })
  oldSecret = '';

  @MaxLength(20, { message: 'storedValue.secret.weak' })
  newSecret!: string;

  @MaxLength(20, { message: 'storedValue.secret.differs' })
  again!: string;

  @IsOptional()
  @MaxLength(24)
  idType = '';

  @IsOptional()
  @MaxLength(60, { message: 'members.id.shape' })
  idNumber = '';
}

export class UnitForm extends UnitAgentForm {
  @IsOptional()
  @AtMost(100)
  payerAccount = '';

  @MaxLength(8000, { message: 'storedValue.unit.list' })
  list!: string;

  @MaxLength(16, { message: 'storedValue.tender.none' })
  tender!: string;

  @IsOptional()
  @AtMost(40)
  reference = '';
}

export class ReviewForm extends KeyedForm {
  @MaxLength(120, { message: 'form.invalid' })
  exceptionKey!: string;

  /** The date the page was opened at; '' for the last days. */
  @IsOptional()
  @MaxLength(10)
  until = '';

  @AtMost(500)
  finding!: string;
}
