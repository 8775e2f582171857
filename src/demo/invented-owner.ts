import type { ReleaseInput } from '../lost-property/claim-form.js';

/** A guest who does not exist, with everything a claim asks for; the number is right by its check digit alone. */
export const inventedOwner: ReleaseInput = {
  answer: '',
  way: 'OWNER',
  name: '何小雨',
  phone: '13900001234',
  idType: 'RESIDENT_ID',
  idNumber: '110105199003070017',
  ownerName: '',
  ownerId: '',
  letter: '',
  address: '',
  courierNo: '',
  callRecord: '',
  courierCost: '',
  courierPaidBy: '',
  reason: '',
  signature: '',
};

/** The same guest at the telephone, who has it sent home. */
export const byPost: Partial<ReleaseInput> = {
  way: 'MAIL',
  address: '杭州市文一路 1 号',
  courierNo: 'SF1000200030',
  courierCost: '12',
  courierPaidBy: 'OWNER',
  callRecord: '录音 0231',
};
