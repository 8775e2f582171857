import { IsOptional, MaxLength } from 'class-validator';
import { KeyedForm } from '../../platform/http/keyed-form.js';

export class StopForm extends KeyedForm {
  @IsOptional()
  @MaxLength(16)
  proof = '';

  @IsOptional()
  @MaxLength(12, { message: 'card.holder.tail' })
  phoneTail = '';

  @IsOptional()
  @MaxLength(200)
  note = '';

  @IsOptional()
  @MaxLength(24)
  reason = '';
}

/** What is shown at the counter by whoever says to be the holder. */
export class ProofForm extends KeyedForm {
  @IsOptional()
  @MaxLength(40, { message: 'card.holder.idDiffers' })
  documentNumber = '';

  @IsOptional()
  @MaxLength(24, { message: 'card.holder.phone' })
  phone = '';

  @IsOptional()
  @MaxLength(1)
  nameSeen = '';

  @IsOptional()
  @MaxLength(200)
  note = '';
}

export class ReplaceForm extends ProofForm {
  @MaxLength(80, { message: 'card.no.invalid' })
  cardNo!: string;

  @IsOptional()
  @MaxLength(16)
  tender = '';

  @IsOptional()
  @MaxLength(16, { message: 'money.invalid' })
  received = '';
}

export class ExchangeForm extends KeyedForm {
  @MaxLength(80, { message: 'card.no.invalid' })
  cardNo!: string;

  @IsOptional()
  @MaxLength(1)
  oldTaken = '';
}

export class RenewForm extends KeyedForm {
  @IsOptional()
  @MaxLength(1)
  proofSeen = '';

  @IsOptional()
  @MaxLength(10, { message: 'date.invalid' })
  until = '';

  @IsOptional()
  @MaxLength(1)
  asMember = '';
}

export class ActivateForm extends ProofForm {
  @IsOptional()
  @MaxLength(8)
  title = '';

  @IsOptional()
  @MaxLength(24)
  documentType = '';

  @IsOptional()
  @MaxLength(10, { message: 'date.invalid' })
  birthDate = '';

  @IsOptional()
  @MaxLength(1)
  privacy = '';

  @IsOptional()
  @MaxLength(1)
  marketing = '';

  @IsOptional()
  @MaxLength(1)
  charterSigned = '';
}

export class TransferForm extends ProofForm {
  @MaxLength(80, { message: 'text.required' })
  name!: string;

  @IsOptional()
  @MaxLength(8)
  title = '';

  @MaxLength(24, { message: 'members.phone.invalid' })
  newPhone!: string;

  @IsOptional()
  @MaxLength(24)
  documentType = '';

  @MaxLength(40, { message: 'members.id.shape' })
  newDocument!: string;

  @IsOptional()
  @MaxLength(10, { message: 'date.invalid' })
  birthDate = '';

  @IsOptional()
  @MaxLength(10, { message: 'card.transfer.notice' })
  noticedOn = '';

  @IsOptional()
  @MaxLength(5, { message: 'card.transfer.notice' })
  noticedTime = '';

  @IsOptional()
  @MaxLength(1)
  charterSigned = '';

  @IsOptional()
  @MaxLength(1)
  privacy = '';
}

export class HandOverForm extends KeyedForm {
  @MaxLength(80, { message: 'card.no.invalid' })
  cardNo!: string;

  @IsOptional()
  @MaxLength(16)
  oldCard = '';

  @IsOptional()
  @MaxLength(1)
  explained = '';
}

export class LowerForm extends KeyedForm {
  @MaxLength(16, { message: 'cards.tier.notLower' })
  tier!: string;

  @MaxLength(200, { message: 'cards.tier.reasonRequired' })
  reason!: string;
}
