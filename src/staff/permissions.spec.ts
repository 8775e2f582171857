import { I18n } from '../platform/i18n/i18n.js';
import { permissions } from './permissions.js';

describe('the table of who may do what', () => {
  it('names every act in both languages', () => {
    const texts = I18n.load('throw');
    expect(Object.keys(permissions).filter((act) => !texts.has(`acts.${act}`))).toEqual([]);
  });
});
