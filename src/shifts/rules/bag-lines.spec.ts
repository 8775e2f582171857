import { asksOf, bagDiffers, lineState, readLines, readTenders, tenderDifferences } from './bag-lines.js';

const refused = (code: string, field: string) => expect.objectContaining({ code, field });
const merchant = { key: 'merchantCopies', expected: 17, touch: true };
const issued = { key: 'cardsIssued', expected: 3, touch: false };

describe('the bag line by line', () => {
  test('what can be touched is counted, what the books know is ticked', () => {
    expect(readLines([merchant, issued], { 'line-merchantCopies': '17' })).toEqual([
      { key: 'merchantCopies', expected: 17, counted: 17 },
      { key: 'cardsIssued', expected: 3, counted: null },
    ]);
  });

  test('a pile nobody counted is refused', () => {
    expect(() => readLines([merchant], {})).toThrow(refused('count.required', 'line-merchantCopies'));
  });

  test('of numbered sheets the first blank is typed, and another number stops the handover (003E-073)', () => {
    const book = { key: 'book1', expected: 40, touch: true, numbers: { first: '00000011', last: '00000050' } };
    expect(readLines([book], { 'line-book1': '００００００11' })).toEqual([
      { key: 'book1', expected: 40, counted: 40 },
    ]);
    expect(() => readLines([book], { 'line-book1': '00000012' })).toThrow(
      expect.objectContaining({ code: 'shifts.gate.numbers', field: 'line-book1' }),
    );
    expect(() => readLines([book], {})).toThrow(refused('count.required', 'line-book1'));
  });

  test('what lies together is counted in one figure, and apart when it does not agree', () => {
    const pile = { key: 'papers' };
    const receipts = { key: 'receipts', expected: 3, touch: true, pile };
    const copies = { key: 'copies', expected: 4, touch: true, pile };
    const none = { key: 'none', expected: 0, touch: true, pile };
    const fields = (...apart: string[]) =>
      asksOf([merchant, receipts, copies, none, issued], new Set(apart)).map(({ field }) => field);
    expect(fields()).toEqual(['line-merchantCopies', 'pile-papers']);
    expect(fields('line-receipts')).toEqual(['line-merchantCopies', 'line-receipts', 'line-copies']);
    expect(asksOf([receipts, none], new Set()).map(({ field }) => field)).toEqual(['line-receipts']);
    const read = (typed: Record<string, string>) => readLines([receipts, copies], typed).map(({ counted }) => counted);
    expect(read({ 'pile-papers': '7' })).toEqual([3, 4]);
    expect(() => read({})).toThrow(refused('count.required', 'pile-papers'));
    expect(() => read({ 'pile-papers': '6' })).toThrow(refused('shifts.pile.differs', 'line-receipts'));
    expect(read({ 'pile-papers': '6', 'line-receipts': '2', 'line-copies': '4' })).toEqual([2, 4]);
    expect(() => read({ 'line-receipts': '2' })).toThrow(refused('count.required', 'line-copies'));
  });

  test('books nobody tore from are counted as books; when the count differs each number is read again', () => {
    const book = (first: string, key: string) => ({
      key,
      expected: 50,
      touch: true,
      numbers: { first, last: '00000050' },
      pile: { key: 'untouchedBooks', pieces: 1 },
    });
    const books = [book('00000001', 'book1'), book('00000007', 'book2')];
    expect(readLines(books, { 'pile-untouchedBooks': '2' }).map(({ counted }) => counted)).toEqual([50, 50]);
    expect(() => readLines(books, { 'pile-untouchedBooks': '1' })).toThrow(
      refused('shifts.pile.differs', 'line-book1'),
    );
    expect(() => readLines(books, { 'line-book1': '00000001', 'line-book2': '00000008' })).toThrow(
      refused('shifts.gate.numbers', 'line-book2'),
    );
  });

  test('a proof that is not there is a state of its own (003E-074)', () => {
    const receipts = { key: 'invoiceReceipts', expected: 3, touch: true, proof: true };
    const handed = (counted: number | null) => ({ key: 'invoiceReceipts', expected: 3, counted });
    expect(lineState(receipts, handed(2))).toBe('missing');
    expect(lineState(receipts, handed(4))).toBe('differs');
    expect(lineState(receipts, handed(3))).toBe('agrees');
    expect(lineState(receipts, undefined)).toBe('toCount');
    expect(lineState({ ...receipts, proof: false }, handed(2))).toBe('differs');
  });

  test('an empty pile asks for no input', () => {
    expect(readLines([{ ...merchant, expected: 0 }], {})).toEqual([
      { key: 'merchantCopies', expected: 0, counted: null },
    ]);
  });

  test('only a difference asks for words', () => {
    expect(bagDiffers(readLines([merchant], { 'line-merchantCopies': '17' }), [])).toBe(false);
    expect(bagDiffers(readLines([merchant], { 'line-merchantCopies': '16' }), [])).toBe(true);
  });
});

describe('money that is not cash', () => {
  const wechat = { kind: 'tender.wechatPay', fen: 60_000, payments: [null, null] } as const;

  test('is held against the total of the acquirer', () => {
    const [tender] = readTenders([wechat], { 'total-wechatPay': '600' });
    expect(tender).toEqual({ kind: 'tender.wechatPay', booksFen: 60_000, typedFen: 60_000, digits: null });
    expect(bagDiffers([], readTenders([wechat], { 'total-wechatPay': '400' }))).toBe(true);
  });

  test('or against the last digits of its transactions', () => {
    expect(readTenders([wechat], { 'digits-wechatPay': '１２３４, 567890' })[0]).toMatchObject({
      digits: '1234, 567890',
    });
    expect(() => readTenders([wechat], { 'digits-wechatPay': '12' })).toThrow(
      refused('shifts.tender.digits', 'digits-wechatPay'),
    );
  });

  test('one group of digits for each payment, none twice, none against the number typed at the sale', () => {
    const digits = (text: string, payments: readonly (string | null)[]) => () =>
      readTenders([{ ...wechat, payments }], { 'digits-wechatPay': text });
    const no = (code: string) => refused(`shifts.tender.${code}`, 'digits-wechatPay');
    expect(digits('1234 5678 9012', ['420009012', null, '5678'])).not.toThrow();
    expect(digits('1234', [null, null, null])).toThrow(no('payments'));
    expect(digits('1234 5678', [])).toThrow(no('payments'));
    expect(digits('1234 1234', [null, null])).toThrow(no('twice'));
    expect(digits('1234 5678', ['420009012', null])).toThrow(no('other'));
    expect(digits('1234 5678', ['421234', '991234'])).toThrow(no('other'));
    const total = { 'total-wechatPay': '600', 'digits-wechatPay': '1234' };
    expect(readTenders([wechat], total)[0]).toMatchObject({ typedFen: 60_000, digits: '1234' });
  });

  test('is over or short by itself, and by nothing when only digits were typed', () => {
    const alipay = { kind: 'tender.alipay', fen: 10_000, payments: [null] } as const;
    const typed = { 'total-wechatPay': '400', 'total-alipay': '300' };
    expect(tenderDifferences(readTenders([wechat, alipay], typed))).toEqual([
      { kind: 'tender.wechatPay', overFen: 0, shortFen: 20_000 },
      { kind: 'tender.alipay', overFen: 20_000, shortFen: 0 },
    ]);
    expect(tenderDifferences(readTenders([wechat], { 'digits-wechatPay': '1234 5678' }))).toEqual([]);
  });

  test('takes a minus only where more was given back than taken', () => {
    const returned = { kind: 'tender.wechatPay', fen: -20_000, payments: [] } as const;
    expect(readTenders([returned], { 'total-wechatPay': '－200' })[0]).toMatchObject({ typedFen: -20_000 });
    expect(() => readTenders([wechat], { 'total-wechatPay': '-200' })).toThrow(
      refused('money.negative', 'total-wechatPay'),
    );
  });

  test('with neither, nobody goes home', () => {
    expect(() => readTenders([wechat], {})).toThrow(refused('shifts.tender.required', 'total-wechatPay'));
  });

  test('a tender nobody used asks for nothing', () => {
    expect(readTenders([], {})).toEqual([]);
  });
});
