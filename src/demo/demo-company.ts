import { uuidv7 } from 'uuidv7';
import { ActivateCard } from '../cards/life/activate-card.js';
import { SellUnitCards } from '../cards/unit/sell-unit-cards.js';
import { UnitCardsQueries } from '../cards/unit/unit-cards.queries.js';
import { demoDesk } from './demo-desk.js';
import type { DemoStory } from './demo-story.js';

const HOLDERS = [
  ['8877000892', '沈一鸣', '19913000001'],
  ['8877000893', '沈二宝', '19913000002'],
  ['8877000894', '沈三元', '19913000003'],
] as const;
/** Documents without a check digit: nobody's. */
const passport = (documentNumber: string) => ({ documentType: 'PASSPORT', documentNumber, birthDate: '1988-12-12' });

/** A company bought three cards on one list; one of the three has come with a document. */
export async function sellToCompany(story: DemoStory, staffNo: string): Promise<void> {
  const desk = await demoDesk(story, staffNo);
  const { saleId } = await story.get(SellUnitCards).sell(desk, uuidv7(), {
    unitName: '演示文化传播有限公司',
    creditCode: '91350100M000100Y43',
    agent: { name: '沈经办', phone: '19913000009', ...passport('E00000009') },
    kindCode: 'MEMBER',
    list: HOLDERS.map((parts) => parts.join(' ')).join('\n'),
    duplicateChecked: true,
    charterSigned: true,
    tender: 'TRANSFER',
    received: '',
    shownFeeFen: HOLDERS.length * 20_000,
  });
  const [first] = await story.get(UnitCardsQueries).cards(story.reader, saleId);
  await story.get(ActivateCard).activate(desk, uuidv7(), first?.cardId ?? '', {
    ...passport('E00000001'),
    title: 'MR',
    phone: HOLDERS[0][2],
    nameSeen: true,
    privacy: true,
    marketing: false,
    charterSigned: true,
  });
}
