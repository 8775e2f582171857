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
    ['储值后不退款', 'noRefund', '不退款'],
    ['本店不接受退款', 'noRefund', '不接受退款'],
    ['会员不得退卡', 'noRefund', '不得退卡'],
    ['会员不得以任何理由要求退款', 'noRefund', '不得以任何理由要求退款'],
    ['储值金额不可退', 'noRefund', '不可退'],
    ['一经售出,不退', 'noRefund', '不退'],
    ['概 不 退 款', 'noRefund', '概不退款'],
    ['卡内余额概 不\n 退 款', 'noRefund', '概不退款'],
    ['赠送后本金不退', 'noRefund', '不退'],
    ['本卡不补卡', 'noReplacement', '不补卡'],
    ['遗失不补', 'noReplacement', '遗失不补'],
    ['卡片不予补卡', 'noReplacement', '不予补卡'],
    ['储值卡过期失效', 'expiresWithValue', '过期失效'],
    ['有效期满余额归本店', 'expiresWithValue', '期满余额归本店'],
    ['本店保留解释权', 'lastWord', '保留解释权'],
    ['本店有权调整服务项目', 'oneSided', '有权调整'],
    ['物品遗失本店免责', 'noLiability', '免责'],
    ['由公司注册地法院管辖', 'farCourt', '注册地法院'],
  ])('%s: void', (text, clause, words) => {
    expect(voidClauses(text)).toEqual([{ clause, words }]);
  });

  it.each([
    '会员卡可以转让',
    '逾期不补积分',
    '不影响退款',
    '本店依法承担责任',
    '由有管辖权的法院处理',
    '赠送金额不退',
    '赠送的金额一律不退',
    '已消费的金额不予退还',
    '不得拒绝退款,退款不收手续费',
    '本店逾期不退款的,按利率支付利息',
    '换卡不补卡费',
    '不记名卡不挂失、不补卡',
    '退款原路退回,不退现金',
    '积分到期清零,过期积分作废',
    '学生证过期失效后可转为会员卡',
    '到期后余额不作废',
    '会员有权随时修改预留手机号',
    '本店有权在会员同意后调整服务项目',
    '因不可抗力可依法免责,其他情形不得免责',
    '由本店所在地法院管辖',
    '包房内不得吸烟\n五、转让须到前台办理',
  ])('%s: no void clause', (text) => expect(voidClauses(text)).toEqual([]));
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
