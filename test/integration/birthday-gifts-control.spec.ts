import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { GiftDraws } from '../../src/birthdays/gift-draws.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { birthdayGift, draw, listed, memberBorn, openBirthdays, signedBy } from '../support/birthdays.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';

describeOnSqlite('the control: birthday gifts without the limit of the hand', (db) => {
  it('one gift goes back twice, and verify says so', async () => {
    const story = await openBirthdays(db);
    const itemId = await birthdayGift(story);
    const id = await listed(story, (await memberBorn(story.house, { month: 11, day: 22 })).personId);
    await draw(story, id, itemId);
    const back = () => {
      const lines = [{ itemId, entryId: id, pieces: 1 }];
      return story.world.get(GiftDraws).giveBack(story.manager, uuidv7(), lines, signedBy(story.finance));
    };
    const post = jest.spyOn(Ledger.prototype, 'post').mockResolvedValue([]);
    await back();
    await back();
    post.mockRestore();
    await expect(expectBooksToBalance(story.world)).rejects.toThrow('birthdays.movesEqualHands');
    await story.world.close();
  });
});
