import { IsNotEmpty, MaxLength } from 'class-validator';
import { typedValues } from '../platform/http/form-input.js';
import { ROLES } from './roles.js';

export class StaffKeyForm {
  @MaxLength(64)
  @IsNotEmpty()
  requestKey = '';
}

export class NewStaffForm extends StaffKeyForm {
  @IsNotEmpty({ message: 'text.required' })
  @MaxLength(20, { message: 'staff.no.format' })
  staffNo = '';

  @IsNotEmpty({ message: 'text.required' })
  name = '';

  @MaxLength(30, { message: 'staff.phone.invalid' })
  phone = '';

  @MaxLength(36)
  storeId = '';
}

export class BadgeForm extends StaffKeyForm {
  @IsNotEmpty({ message: 'text.required' })
  @MaxLength(100, { message: 'staff.badge.refused' })
  badge = '';
}

/** The roles ticked in a form. */
export function tickedRoles(body: unknown): string[] {
  const values = typedValues(body);
  return ROLES.filter((role) => values[`role_${role}`] === '1');
}
