import { PasswordHasher } from '../staff/password-hasher.js';
import type { Role } from '../staff/roles.js';
import { StaffService } from '../staff/staff.service.js';
import { likelyClauses } from '../venue/rules/charter-clauses.js';
import { CharterService } from '../venue/charter.service.js';
import { StoresService } from '../venue/stores.service.js';
import { TerminalsService } from '../venue/terminals.service.js';
import type { DemoStory } from './demo-story.js';
import { demoTerminalToken } from './demo-terminal.js';

/** Long enough for a PC that nobody enrolled; the README and the screen name it. */
export const DEMO_PASSWORD = 'sing-with-us-tonight';
export const DEMO_PIN = '280416';

export interface DemoAccount {
  readonly staffNo: string;
  readonly name: string;
  readonly role: Role;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { staffNo: '8001', name: '沈业主', role: 'OWNER' },
  { staffNo: '8002', name: '顾主任', role: 'VIP_CENTRE_DIRECTOR' },
  { staffNo: '8003', name: '韩经理', role: 'CUSTOMER_SERVICE_MANAGER' },
  { staffNo: '8004', name: '方主管', role: 'DUTY_SUPERVISOR' },
  { staffNo: '8005', name: '王丽', role: 'CLERK' },
  { staffNo: '8006', name: '林晓', role: 'CLERK' },
  { staffNo: '8007', name: '许前台', role: 'RECEPTION' },
  { staffNo: '8008', name: '陶接待', role: 'USHER' },
  { staffNo: '8009', name: '郭服务', role: 'FLOOR_STAFF' },
  { staffNo: '8010', name: '彭领班', role: 'TEAM_LEAD' },
  { staffNo: '8011', name: '尹总', role: 'OPERATIONS_GENERAL_MANAGER' },
  { staffNo: '8012', name: '钱财务', role: 'FINANCE' },
  { staffNo: '8013', name: '邹总务', role: 'GENERAL_AFFAIRS' },
  { staffNo: '8014', name: '雷保安', role: 'SECURITY_GUARD' },
  { staffNo: '8015', name: '龙网管', role: 'AV_OPERATOR' },
];

const CHARTER = `星海KTV会员章程(演示)
一、双方:本店(星海KTV 演示店,电话 020-00000000)与持卡会员。会员须年满十八周岁,凭本人办理,一人一卡。
二、付款:办卡工本费和储值款在服务台当面收取,可付现金、微信、支付宝、银行卡或对公转账,收款即打印单据。
三、内容和扣费:卡内金额用于本店包房、酒水和服务消费,按当日标价扣费;本金和赠送按比例扣减。
四、期限和场所:记名卡长期有效;经营场所自有或租赁及租赁期限以店内公示为准。
五、风险提示:预付消费有风险,请按需充值。
六、赠送和积分:赠送金额随本金按比例使用,退卡时未使用的赠送取消;积分在结账后七天内(含当天)凭消费小票办理,自获得之日起十二个月内有效,兑换礼品不兑换现金,退单时同时扣回。
七、变更和终止:服务内容和价格的变更须经会员同意;停业、迁址或终止服务提前三十日通知,余额退还。
八、退卡和退款:付款后七日内未使用的全额退款,此后按已消费金额结算,原路退回,不收手续费。
九、挂失、补卡和转让:遗失请立即挂失,本人凭证件补卡;会员卡可以转让,到店办理。
十、查询:会员可随时到服务台查询余额和全部记录;个人信息只用于会员服务,可随时查阅、更正或要求删除。
十一、责任:任何一方违约,依法承担责任。
十二、争议:协商解决,可拨打12315投诉,由有管辖权的人民法院处理。祝您欢唱愉快。`;

/** Chain, store, desks, charter and one account of each role. */
export async function setUpVenue(story: DemoStory): Promise<void> {
  // the PIN stands in the README and is proven hundreds of times while thirty nights are told
  const quick = new PasswordHasher({ memoryKiB: 64, passes: 1 });
  const passwordHash = await story.get(PasswordHasher).hash(DEMO_PASSWORD);
  const pinHash = await quick.hash(DEMO_PIN);
  await story.tell('setUp', async (tx) => {
    const stores = story.get(StoresService);
    await stores.nameVenue(tx, '星海KTV(演示)');
    await stores.open(tx, { id: story.storeId, name: '人民路店' });
    const deskId = await stores.addDesk(tx, { storeId: story.storeId, name: 'VIP服务台' });
    await stores.addDesk(tx, { storeId: story.storeId, name: '前台' });
    const terminals = story.get(TerminalsService);
    await terminals.enrol(tx, { deskId, name: '服务台一号机', token: demoTerminalToken(terminals) });
    await story.get(CharterService).publish(tx, {
      text: CHARTER,
      effectiveFrom: '2020-01-01',
      clauses: likelyClauses(CHARTER),
    });
    for (const { staffNo, name, role } of DEMO_ACCOUNTS) {
      await story
        .get(StaffService)
        .add(tx, { staffNo, name, passwordHash, pinHash, storeId: story.storeId, roles: [role] });
    }
    await stores.finishFirstStart(tx);
    return null;
  });
}
