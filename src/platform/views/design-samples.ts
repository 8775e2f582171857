import { emptyForm, withErrors } from './form-model.js';

/** `design.sample.<key>` in the reader's language. */
export type Say = (key: string) => string;

const labelKeys = [
  'slipNo',
  'room',
  'amount',
  'amountHint',
  'title',
  'birthDate',
  'quantity',
  'piece',
  'tender',
  'consent',
  'consentHint',
  'file',
  'signature',
  'role',
  'credit',
  'undoNote',
  'dialogTitle',
  'dialogText',
  'importing',
  'tableAside',
  'tilesAside',
  'stripLeft',
  'stripLabel',
  'noSlips',
  'emptyTitle',
  'emptyText',
  'emptyAction',
];

export function sampleForm(say: Say): object {
  const filled = {
    slipNo: 'J1121-0387',
    room: 'K08',
    amount: '1,286.00',
    title: 'SIR',
    birthDate: '1985-04-12',
    quantity: '2',
    tender: 'WECHAT_PAY',
    consent: '1',
  };
  const wrong = {
    wrongSlipNo: 'J1120-0112',
    wrongAmount: '128.505',
    wrongBirthDate: '2010-05-01',
    offSlipNo: 'J1121-0387',
    offRoom: 'K08',
    offTitle: 'LADY',
  };
  const form = emptyForm('#form', 'sample', filled);
  return {
    form,
    wrong: withErrors(
      { ...form, values: wrong },
      {
        '': say('errForm'),
        wrongSlipNo: say('errUsed'),
        wrongAmount: say('errAmount'),
        wrongTitle: say('errChoose'),
        wrongBirthDate: say('errDate'),
        wrongConsent: say('errConsent'),
        wrongTender: say('errTender'),
      },
    ),
    titles: titles(say),
    tenders: tenders(say),
    totals: totals(say),
    receipt: sampleReceipt(say),
  };
}

function titles(say: Say): object[] {
  return [
    { value: 'SIR', label: say('sir') },
    { value: 'LADY', label: say('lady') },
    { value: 'GUEST', label: say('guest') },
  ];
}

function tenders(say: Say): object[] {
  return [
    { value: 'CASH', label: say('cash'), note: say('cashNote'), icon: 'banknote' },
    { value: 'WECHAT_PAY', label: say('wechat'), icon: 'qr-code' },
    { value: 'ALIPAY', label: say('alipay'), icon: 'qr-code' },
    { value: 'BANK_CARD', label: say('bankCard'), icon: 'credit-card', disabled: true },
  ];
}

function totals(say: Say): object {
  return {
    rows: [
      { label: say('paid'), note: say('perTen'), value: '118' },
      { label: say('goldRate'), value: '141' },
      { label: say('birthdayRate'), value: '282' },
    ],
    result: { label: say('thisTime'), note: say('validUntil'), value: '+282', tone: 'ok' },
  };
}

function sampleReceipt(say: Say): object {
  return {
    venue: '星河 KTV',
    title: say('pointsSlip'),
    copy: say('customerCopy'),
    reprint: 1,
    groups: [
      [
        { label: say('number'), value: 'JF20261121-0142' },
        { label: say('memberLabel'), value: `${say('guestName')} 138****5678` },
        { label: say('cardNo'), value: `**** 4321 ${say('gold')}` },
        { label: say('slipAndRoom'), value: 'J1121-0387 / K08' },
      ],
      [
        { label: say('eligible'), value: '1,186.00' },
        { label: say('before'), value: '12,480' },
        { label: say('thisTime'), value: '+282', strong: true },
        { label: say('after'), value: '12,762' },
      ],
    ],
    signature: { label: say('signature'), by: say('clerk') },
    footer: [`2026-11-21 21:35:08 · ${say('printedOnce')}`, say('farewell')],
  };
}

export function sampleStates(say: Say): object {
  const labels = Object.fromEntries(labelKeys.map((key) => [key, say(key)]));
  const undo = { action: '#undo', label: say('undo'), requestKey: 'sample-undo' };
  return {
    labels: { ...labels, flash: { tone: 'ok', text: say('flash'), detail: say('flashDetail'), undo } },
    badges: [
      { text: say('member') },
      { text: say('matched'), tone: 'ok', icon: 'check' },
      { text: say('pending'), tone: 'warn' },
      { text: say('short'), tone: 'bad', icon: 'triangle-alert' },
      { text: say('notice'), tone: 'info' },
      { text: say('gold'), tone: 'gold', icon: 'crown' },
      { text: say('birthdayTonight'), tone: 'festive', icon: 'cake' },
    ],
    notices: [
      { tone: 'info', text: say('noticeInfo') },
      { tone: 'ok', text: say('noticeOk') },
      { tone: 'warn', text: say('noticeWarn') },
      { tone: 'bad', text: say('noticeBad') },
    ],
    steps: [
      { label: say('stepTell'), state: 'done' },
      { label: say('stepFill'), state: 'done', note: '20:14' },
      { label: say('stepPay'), state: 'now' },
      { label: say('stepActivate'), state: 'next' },
    ],
  };
}
