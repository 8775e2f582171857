import { PasswordHasher } from '../staff/password-hasher.js';
import type { Role } from '../staff/roles.js';
import { StaffService } from '../staff/staff.service.js';
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
一、会员卡凭本人手机号和卡使用,不得转借。
二、消费积分按门店公布的比例计算,自结账之日起七日内凭积分单办理。
三、积分有效期十二个月,到期未用自动失效。
四、兑换礼品凭兑换单签收,当场核对。
五、会员资料只用于会员服务,您可随时查询、更正、撤回同意或注销。`;

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
    await story.get(CharterService).publish(tx, { text: CHARTER, effectiveFrom: '2020-01-01' });
    for (const { staffNo, name, role } of DEMO_ACCOUNTS) {
      await story
        .get(StaffService)
        .add(tx, { staffNo, name, passwordHash, pinHash, storeId: story.storeId, roles: [role] });
    }
    await stores.finishFirstStart(tx);
    return null;
  });
}
