import { payFee } from './card-fee.js';

describe('the card fee (003E-089)', () => {
  it('takes 300 in cash and gives 100 back', () => {
    expect(payFee(20_000, 'CASH', 30_000)).toEqual({
      feeFen: 20_000,
      tender: 'CASH',
      receivedFen: 30_000,
      changeFen: 10_000,
    });
  });

  it('takes the exact fee when nothing else was typed, and knows no change for WeChat', () => {
    expect(payFee(20_000, 'CASH', null).changeFen).toBe(0);
    expect(payFee(20_000, 'WECHAT_PAY', 50_000)).toMatchObject({ receivedFen: 20_000, changeFen: 0 });
  });

  it('refuses one fen too little, and a tender that brings no money', () => {
    expect(() => payFee(20_000, 'CASH', 19_999)).toThrow('cards.fee.tooLittle');
    for (const tender of ['', 'POINTS', 'VOUCHER', 'toString']) {
      expect(() => payFee(20_000, tender, 20_000)).toThrow('cards.fee.tenderRequired');
    }
  });

  it('asks for nothing where a kind is free', () => {
    expect(payFee(0, '', null)).toEqual({ feeFen: 0, tender: null, receivedFen: 0, changeFen: 0 });
  });
});
