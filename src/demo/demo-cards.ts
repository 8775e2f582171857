import { uuidv7 } from 'uuidv7';
import { EnrolmentStartService } from '../cards/enrolment-start.service.js';
import { EnrolmentService } from '../cards/enrolment.service.js';
import { demoDesk } from './demo-desk.js';
import type { DemoStory } from './demo-story.js';

const names = ['苏晴', '高飞', '杜若', '秦川', '方圆', '白露', '江月', '夏至', '陆遥', '叶知秋'] as const;
const tenders = ['CASH', 'CASH', 'WECHAT_PAY', 'ALIPAY'] as const;

/** Guests who take a card at the counter: what comes into the drawers of the demo. */
export class DemoCards {
  private made = 0;

  constructor(private readonly story: DemoStory) {}

  async sell(staffNo: string): Promise<void> {
    const { story } = this;
    this.made += 1;
    const serial = String(this.made).padStart(6, '0');
    const desk = await demoDesk(story, staffNo);
    const draftId = await story.get(EnrolmentStartService).start(desk, uuidv7(), 'MEMBER');
    await story.get(EnrolmentService).enrol(desk, uuidv7(), draftId, {
      name: story.chance.pick(names),
      title: 'GUEST',
      phone: `19912${serial}`,
      calendar: 'SOLAR',
      privacy: '1',
      charterWay: 'PAPER',
      charterSigned: '1',
      adult: 'PLAINLY_ADULT',
      reviewed: '1',
      duplicateChecked: '1',
      feeFen: '20000',
      tender: story.chance.pick(tenders),
      received: '200',
      cardNo: `8877${serial}`,
    });
  }
}
