import { GiftCatalogue } from '../gifts/gift-catalogue.js';
import { GiftStock } from '../gifts/gift-stock.js';
import { addDays } from '../kernel/business-day.js';
import type { DemoStory } from './demo-story.js';

interface DemoGift {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly pointsPrice: number;
  readonly pieces: number;
}

const GIFTS: readonly DemoGift[] = [
  { code: 'DEMO-CUP', nameZh: '星海马克杯', nameEn: 'Mug', pointsPrice: 100, pieces: 800 },
  { code: 'DEMO-LAST', nameZh: '限量签名海报', nameEn: 'Signed poster, the last one', pointsPrice: 100, pieces: 1 },
  { code: 'FRUIT', nameZh: '欢唱果盘', nameEn: 'Fruit plate', pointsPrice: 40, pieces: 3000 },
  { code: 'BEER6', nameZh: '精酿半打', nameEn: 'Half a dozen craft beers', pointsPrice: 80, pieces: 2000 },
  { code: 'BEAR', nameZh: '毛绒小熊', nameEn: 'Plush bear', pointsPrice: 200, pieces: 300 },
  { code: 'HOUR', nameZh: '欢唱一小时券', nameEn: 'Voucher for one hour', pointsPrice: 150, pieces: 1000 },
];

/** What guests take home on an ordinary night. */
export const EVERYDAY_GIFTS = ['FRUIT', 'BEER6', 'HOUR'] as const;

/** A shelf and one activity that runs through all the nights and on. */
export async function stockGifts(story: DemoStory, today: string): Promise<void> {
  await story.tell('stockGifts', async (tx) => {
    const offers = [];
    for (const { pieces, pointsPrice, ...item } of GIFTS) {
      const itemId = await story.get(GiftCatalogue).addItem(tx, item);
      await story.get(GiftStock).restock(tx, { itemId, pieces, supplier: '总务处 首批入库' });
      offers.push({ itemId, pointsPrice, perDay: null, inTotal: null, setAside: pieces });
    }
    return story
      .get(GiftCatalogue)
      .openActivity(tx, { offers, name: '积分换好礼', startsOn: today, endsOn: addDays(today, 365) });
  });
}
