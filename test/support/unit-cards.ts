import type { ActivateInput } from '../../src/cards/life/activate-card.js';
import { KNOWN_ID, OTHER_ID } from './cards.js';

/** Who comes for the company, with a document. */
export const agent = {
  name: '周正',
  phone: '13900001234',
  documentType: 'RESIDENT_ID',
  documentNumber: OTHER_ID,
  birthDate: '',
};
export const unit = { unitName: '星海贸易有限公司', creditCode: '91350100M000100Y43' };
/** A holder with what the card's first use asks for. */
export const HOLDER: ActivateInput = {
  title: 'MR',
  documentType: 'RESIDENT_ID',
  documentNumber: KNOWN_ID,
  birthDate: '',
  phone: '13700000001',
  nameSeen: true,
  privacy: true,
  marketing: false,
  charterSigned: true,
};
