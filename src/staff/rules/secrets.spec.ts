import { assertPassword, parsePin } from './secrets.js';

const refused = (code: string) => expect.objectContaining({ code });

describe('a password', () => {
  const here = { atTerminal: true, staffNo: '8801' };
  const elsewhere = { atTerminal: false, staffNo: '8801' };

  it.each(['星河今晚八点开门', 'tea with lemon', 'Kx7#mm2p'])('%s is long enough at an enrolled PC', (password) => {
    expect(() => assertPassword(password, here)).not.toThrow();
  });

  it('needs fifteen signs where the PC is not enrolled', () => {
    expect(() => assertPassword('tea with lemon', elsewhere)).toThrow(refused('staff.password.short'));
    expect(() => assertPassword('tea with lemons', elsewhere)).not.toThrow();
  });

  it.each(['1234567', '七个字的密码呀'])('%s is too short', (password) => {
    expect(() => assertPassword(password, here)).toThrow(refused('staff.password.short'));
  });

  it('has an end', () => {
    expect(() => assertPassword('ab1'.repeat(60), here)).toThrow(refused('staff.password.long'));
  });

  it.each([
    'password1',
    'Password123',
    'qwerty123',
    '12345678',
    '87654321',
    'abcdefgh',
    'aaaaaaaa',
    '18181818',
    'ktv123456',
    '88018801',
    '8801880112',
  ])('%s is what everyone tries first', (password) => {
    expect(() => assertPassword(password, here)).toThrow(refused('staff.password.common'));
  });
});

describe('a PIN', () => {
  it.each([
    ['280416', '280416'],
    [' 280416 ', '280416'],
    ['２８０４１６', '280416'],
  ])('%s is read as %s', (typed, pin) => {
    expect(parsePin(typed, '8801')).toBe(pin);
  });

  it.each(['', '28041', '2804166', '28041a', '28 416'])('%s is no PIN', (typed) => {
    expect(() => parsePin(typed, '8801')).toThrow(refused('staff.pin.format'));
  });

  it.each(['000000', '123456', '654321', '121212', '112233', '288288', '880199'])('%s is too simple', (typed) => {
    expect(() => parsePin(typed, '8801')).toThrow(refused('staff.pin.simple'));
  });
});
