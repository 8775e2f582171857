import { Matches, MaxLength, MinLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

export class ApprovalForm {
  @Matches(requestKey)
  requestKey!: string;

  @MinLength(1, { message: 'text.required' })
  @MaxLength(64, { message: 'staff.pin.refused' })
  cosignPassword!: string;
}

export class RefusalForm {
  @Matches(requestKey)
  requestKey!: string;

  @MaxLength(200, { message: 'approvals.reasonTooLong' })
  reason!: string;
}

export class WithdrawalForm {
  @Matches(requestKey)
  requestKey!: string;
}

export class SignaturesForm {
  @Matches(requestKey)
  requestKey!: string;

  @MinLength(1, { message: 'text.required' })
  @MaxLength(20, { message: 'staff.pin.refused' })
  cosignStaffNo!: string;

  @MinLength(1, { message: 'text.required' })
  @MaxLength(64, { message: 'staff.pin.refused' })
  cosignPassword!: string;
}
