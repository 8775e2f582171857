import { clauseField, likelyClauses, readClauses, tickField } from './charter-clauses.js';
import { CHARTER_ITEMS } from './charter-lint.js';

const TEXT = `会员章程
一、本店(电话见公示)与会员。
二、储值款当面收取。
三、按标价扣费,赠送按比例使用。
四、长期有效。
五、预付有风险,变更须经同意,终止提前三十日通知。
六、退卡按已用金额结算。`;

const said = (change: Record<string, string> = {}) => ({
  ...Object.fromEntries(
    CHARTER_ITEMS.flatMap((item) => [
      [tickField(item), '1'],
      [clauseField(item), '三、'],
    ]),
  ),
  ...change,
});

describe('the twelve items of a charter', () => {
  it('are ticked one by one, each with a clause that stands in the text', () => {
    const { clauses, faults } = readClauses(TEXT, said({ clause_refund: ' 六、 ' }));
    expect(faults).toEqual([]);
    expect(clauses).toMatchObject({ refund: '六、', bonus: '三、' });
  });

  it.each([
    ['has_risk', '', 'venue.charter.notTicked'],
    ['clause_risk', ' ', 'venue.charter.noClause'],
    ['clause_risk', '三'.repeat(41), 'venue.charter.noClause'],
    ['clause_risk', '七、', 'venue.charter.unknownClause'],
  ])('%s = "%s" is refused', (field, value, code) => {
    expect(readClauses(TEXT, said({ [field]: value })).faults).toEqual([{ field, code }]);
  });

  it('are looked for, so that whoever ticks only reads and agrees', () => {
    expect(likelyClauses(TEXT)).toMatchObject({
      parties: '一、',
      payment: '二、',
      content: '三、',
      term: '四、',
      risk: '五、',
      bonus: '三、',
      change: '五、',
      refund: '六、',
      loss: '',
    });
  });
});
