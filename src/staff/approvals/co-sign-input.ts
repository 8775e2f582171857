import { fieldsOf } from '../../platform/http/form-input.js';
import type { TypedCoSign } from './on-spot-co-signer.js';

/** What the second person typed into the co-sign fields of a form. */
export function coSignOf(body: unknown): TypedCoSign {
  const { cosignStaffNo, cosignPassword } = fieldsOf(body, ['cosignStaffNo', 'cosignPassword']);
  return { staffNo: cosignStaffNo, pin: cosignPassword };
}
