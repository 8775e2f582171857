import { Matches, MaxLength, MinLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

export class DelegationForm {
  @Matches(requestKey)
  requestKey!: string;

  @MinLength(1, { message: 'text.required' })
  @MaxLength(12, { message: 'delegation.unknownPerson' })
  staffNo!: string;

  @MaxLength(40)
  role!: string;

  @MaxLength(20, { message: 'date.invalid' })
  fromDate!: string;

  @MaxLength(20, { message: 'date.invalid' })
  toDate!: string;

  @MaxLength(200, { message: 'approvals.reasonTooLong' })
  reason!: string;
}

export class EndDelegationForm {
  @Matches(requestKey)
  requestKey!: string;
}
