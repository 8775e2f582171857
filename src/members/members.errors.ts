import type { ErrorTable } from '../platform/http/error-table.js';

export const membersErrors: ErrorTable = {
  'members.birthday.invalid': 422,
  'members.id.shape': 422,
  'members.id.checkDigit': 422,
  'members.id.birthDate': 422,
  'members.id.tooOld': 422,
  'members.name.invalid': 422,
  'members.phone.invalid': 422,
  'members.erased': 409,
  'members.erase.tail': 422,
  'members.erase.open': 409,
  'members.reveal.tooMany': 429,
  'members.change.field': 422,
  'members.proof.required': 422,
  'members.proof.document': 422,
  'members.proof.mismatch': 422,
};
