import { uuidv7 } from 'uuidv7';
import { ActRegistry } from '../../src/desk/act-registry.js';
import { DeskContributions } from '../../src/desk/desk-contributions.js';
import { Finders } from '../../src/desk/finders.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { DocumentsService } from '../../src/platform/printing/documents.service.js';
import { Receipt } from '../../src/platform/printing/receipt.js';
import { ApprovalsService } from '../../src/staff/approvals/approvals.service.js';
import { PendingSignatures } from '../../src/staff/approvals/pending-signatures.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { giftBack, undoRedemptions } from './approvals.js';
import { at, type Colleague, type House } from './people.js';

/** A busy evening on the desk page: lines of the rooms, acts of the clerk, something sent, something to be signed. */
export async function busyEvening(house: House, clerk: Colleague): Promise<{ documentId: string; requestId: string }> {
  const { world } = house;
  undoRedemptions(world);
  registerRooms(house);
  const desk = at(house, clerk);
  const command = commandOfTheDay(desk, 'gifts.exchange', uuidv7(), {});
  const { result } = await world.get(UnitOfWork).run(command, async (tx) => {
    const paper = await world.get(DocumentsService).create(tx, {
      kind: 'gift-exchange',
      prefix: 'LH',
      copies: [{ name: 'merchant', heading: '【商户联】请客人签字后留存', signature: '客户签字' }],
      personId: null,
      printerId: null,
      compose: ({ number }) => new Receipt().heading('礼品更换单').pair('单号', number).pair('礼品', '星河马克杯'),
    });
    const draft = { kind: 'gifts.exchange', documentId: paper.id, summary: { key: 'acts.gifts.exchange' } } as const;
    await world.get(PendingSignatures).add(tx, clerk.roles, draft);
    return { documentId: paper.id };
  });
  const { id } = await world.get(ApprovalsService).send(desk, uuidv7(), giftBack());
  return { ...result, requestId: id };
}

function registerRooms({ world }: House): void {
  const found = (name: string, phone: string, card: string, figure: string) => ({
    href: `/documents/${card}`,
    title: name,
    details: [phone, `**** ${card}`, figure],
    badge: { text: '金卡', tone: 'gold' as const },
  });
  const guests = [
    found('张** 先生', '138****5678', '4321', '12,480 分'),
    found('单** 女士', '186****5678', '0907', '320 分'),
  ];
  world.get(Finders).register({ find: async (_desk, text) => (text === '5678' ? guests : []) });
  world.get(DeskContributions).register({
    order: 1,
    permission: 'desk.view',
    load: async () => ({
      titleKey: 'desk.tonight',
      count: 3,
      lines: [
        { text: '黑色 iPhone · K15', href: '/health', badge: { text: '第 3 天 · 交总务处', tone: 'bad' } },
        { text: '昨日未到:陈** 礼品', href: '/health', badge: { text: '今日退财务', tone: 'warn' } },
        { text: '积分单 商户联', href: '/health', badge: { text: '17 张待交接', tone: 'plain' } },
      ],
    }),
  });
  world.get(ActRegistry).register({
    kind: 'gifts.exchange',
    describe: async (_desk, { result }) => ({
      text: '更换破损礼品 · 星河马克杯',
      documentId: String(result['documentId']),
      undoHref: '/health',
    }),
  });
}
