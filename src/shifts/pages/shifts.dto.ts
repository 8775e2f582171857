import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import type { TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';

export class OpenShiftForm extends KeyedForm {
  @MinLength(1, { message: 'shifts.template' })
  template!: string;
}

/** An act signed on the spot by a second person. */
export class WitnessedForm extends KeyedForm {
  @MinLength(1, { message: 'text.required' })
  @MaxLength(20, { message: 'staff.pin.refused' })
  cosignStaffNo!: string;

  @MinLength(1, { message: 'text.required' })
  @MaxLength(64, { message: 'staff.pin.refused' })
  cosignPassword!: string;
}

/** What the second person typed. */
export function witnessOf({ cosignStaffNo, cosignPassword }: WitnessedForm): TypedCoSign {
  return { staffNo: cosignStaffNo, pin: cosignPassword };
}

export class FloatForm extends WitnessedForm {
  @IsString({ message: 'form.invalid' })
  amount = '';

  @IsString({ message: 'form.invalid' })
  counted = '';
}

export class DropForm extends WitnessedForm {
  @IsString({ message: 'form.invalid' })
  amount = '';

  @IsString({ message: 'form.invalid' })
  number = '';
}

export class CounterfeitForm extends WitnessedForm {
  @IsString({ message: 'form.invalid' })
  amount = '';

  @IsString({ message: 'form.invalid' })
  reason = '';

  @IsString({ message: 'form.invalid' })
  reference = '';
}

export class RoundingForm extends KeyedForm {
  @IsString({ message: 'form.invalid' })
  amount = '';

  @IsString({ message: 'form.invalid' })
  reference = '';
}

export class ReasonedForm extends WitnessedForm {
  @IsString({ message: 'form.invalid' })
  reason = '';
}

/** 冲正: who stands by is asked only where somebody stood by before. */
export class UndoForm extends KeyedForm {
  @IsString({ message: 'form.invalid' })
  reason = '';

  @IsString({ message: 'form.invalid' })
  cosignStaffNo = '';

  @IsString({ message: 'form.invalid' })
  cosignPassword = '';
}

export class SealForm extends WitnessedForm {
  @IsString({ message: 'form.invalid' })
  number = '';
}

export class SignForm extends KeyedForm {
  @IsString({ message: 'form.invalid' })
  reason = '';

  @IsString({ message: 'form.invalid' })
  note = '';

  @IsIn(['NEXT', 'BAG'], { message: 'form.invalid' })
  floatTo = 'BAG';

  @IsString({ message: 'form.invalid' })
  floatFen = '';

  @MinLength(1, { message: 'text.required' })
  @MaxLength(64, { message: 'staff.pin.refused' })
  pin!: string;

  @IsString({ message: 'form.invalid' })
  cosignStaffNo = '';

  @IsString({ message: 'form.invalid' })
  cosignPassword = '';
}

/** 已找到: where a missing copy was. */
export class FoundForm extends KeyedForm {
  @IsString({ message: 'form.invalid' })
  note = '';
}

export class DutyForm extends KeyedForm {
  @IsString({ message: 'form.invalid' })
  kind = '';

  @IsString({ message: 'form.invalid' })
  place = '';

  @IsString({ message: 'form.invalid' })
  text = '';
}

/** 导出值班记录: the first and the last day. */
export class DutyExportForm extends KeyedForm {
  @IsString({ message: 'form.invalid' })
  from = '';

  @IsString({ message: 'form.invalid' })
  until = '';
}

export class ReceiveForm extends KeyedForm {
  @IsString({ message: 'form.invalid' })
  reason = '';
}

export class DepositForm extends KeyedForm {
  @IsString({ message: 'form.invalid' })
  number = '';
}
