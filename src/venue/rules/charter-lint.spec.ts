import { CHARTER_ITEMS, differingFigures, missingItems, voidClauses } from './charter-lint.js';
import { DEFAULT_POLICY } from './policy-schema.js';

const WHOLE = `一、本店星海KTV(电话 020-88886666)与会员共同遵守本章程。
二、办卡费200元;储值款当面收取,可以现金、微信、支付宝支付。
三、卡内金额用于本店包房和酒水消费,按当日标价结算扣费。
四、记名卡长期有效;经营场所租赁期限以公示为准。
五、预付消费有风险,请按需充值,单卡余额不超过5000元。
六、充值赠送的金额随本金按比例使用,退卡时未使用的赠送取消。
七、服务内容变更须经会员同意;停业或终止服务提前三十天通知。
八、退卡按已消费金额结算,七天内未使用的全额退款,原路退回,不收手续费。
九、遗失请立即挂失,本人可补卡,补卡工本费20元;会员卡可以转让。
十、会员可随时到前台查询余额和明细。
十一、任何一方违约须承担责任。
十二、争议协商解决,或拨打12315投诉,由消费者所在地法院管辖。
单次储值3000元即享贵宾卡待遇,累计储值10000元升级金卡。每消费10元积1分。`;

describe('the text of a charter', () => {
  it('that says everything lacks nothing and holds no void clause', () => {
    expect(missingItems(WHOLE)).toEqual([]);
    expect(voidClauses(WHOLE)).toEqual([]);
  });

  it('lacks every one of the twelve items when it says none', () => {
    expect(missingItems('祝您欢唱愉快')).toEqual(CHARTER_ITEMS);
    expect(missingItems(WHOLE.replace('挂失', '通知'))).toEqual(['loss']);
    expect(missingItems(WHOLE.replace('风险', ''))).toEqual(['risk']);
  });

  it.each([
    ['储值卡一经售出概不退款', 'noRefund', '概不退款'],
    ['卡类商品不退不换', 'noRefund', '不退不换'],
    ['遗失概不补办', 'noReplacement', '概不补办'],
    ['卡片过期作废', 'expiresWithValue', '过期作废'],
    ['逾期余额自动清零', 'expiresWithValue', '逾期余额自动清零'],
    ['本卡最终解释权归本店所有', 'lastWord', '最终解释权'],
    ['本卡不得转让他人', 'noTransfer', '不得转让'],
    ['本店有权随时调整价格', 'oneSided', '有权随时调整'],
    ['活动变更恕不另行通知', 'oneSided', '恕不另行通知'],
    ['财物丢失概不负责', 'noLiability', '概不负责'],
    ['本店不承担任何法律责任', 'noLiability', '不承担任何法律责任'],
    ['由总部所在地人民法院管辖', 'farCourt', '总部所在地人民法院'],
  ])('%s: void', (text, clause, words) => {
    expect(voidClauses(text)).toEqual([{ clause, words }]);
  });

  it.each(['会员卡可以转让', '逾期不补积分', '不影响退款', '本店依法承担责任', '由有管辖权的法院处理'])(
    '%s: no void clause',
    (text) => expect(voidClauses(text)).toEqual([]),
  );
});

describe('the figures a guest signs', () => {
  const policy = { ...DEFAULT_POLICY, cards: { ...DEFAULT_POLICY.cards, replacementFeeFen: 2000 } };

  it('agree with the policy, or are left out', () => {
    expect(differingFigures(WHOLE, policy)).toEqual([]);
    expect(differingFigures('祝您欢唱愉快', policy)).toEqual([]);
  });

  it('are told with both figures when the policy has another', () => {
    expect(differingFigures(WHOLE, DEFAULT_POLICY)).toEqual([
      { figure: 'replacementFee', charterFen: 2000, policyFen: 0 },
    ]);
    const text = WHOLE.replace('储值3000元', '储值3,500元').replace('办卡费200元', '办卡费为 199.50 元');
    expect(differingFigures(text, policy)).toEqual([
      { figure: 'cardFee', charterFen: 19_950, policyFen: 20_000 },
      { figure: 'vip', charterFen: 350_000, policyFen: 300_000 },
    ]);
    expect(differingFigures(WHOLE.replace('10元积', '8元积'), policy)).toEqual([
      { figure: 'pointsUnit', charterFen: 800, policyFen: 1000 },
    ]);
  });
});
