import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { PROFILE_FIELDS } from './profile-input.js';
import { REVEALED_FIELDS, type RevealedField } from './reveals.js';

const requestKey = /^[0-9a-f-]{36}$/;

export class RevealForm {
  @IsIn(REVEALED_FIELDS)
  field!: RevealedField;

  @MaxLength(200, { message: 'text.required' })
  reason!: string;
}

export class CompareForm {
  @MaxLength(40, { message: 'members.phone.invalid' })
  tail!: string;
}

export class MarketingForm {
  @Matches(requestKey)
  requestKey!: string;

  @IsIn(['0', '1'])
  given!: string;
}

export class ProfileForm {
  @Matches(requestKey)
  requestKey!: string;

  @IsIn(PROFILE_FIELDS, { message: 'members.change.field' })
  field!: string;

  @MaxLength(2000, { message: 'form.tooLarge' })
  value!: string;

  @IsOptional()
  @IsIn(['SOLAR', 'LUNAR'])
  calendar = 'SOLAR';

  @IsOptional()
  @MaxLength(1)
  leapMonth = '';

  @IsOptional()
  @MaxLength(20, { message: 'members.proof.required' })
  proof = '';

  @IsOptional()
  @MaxLength(40, { message: 'members.phone.invalid' })
  oldPhone = '';

  @IsOptional()
  @MaxLength(40, { message: 'members.birthday.invalid' })
  oldBirthday = '';
}
