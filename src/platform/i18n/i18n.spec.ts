import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { I18n, type OnMissing } from './i18n.js';

describe('texts of the desk', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ktv-texts-'));
    write('zh-CN', 'points', {
      title: '积分登记',
      balance: '原有 {a} 分,现有 {c} 分',
      error: { 'points.slip.used': '此积分单已于 {time} 由 {clerk} 积分' },
      slips_other: '{count} 张积分单',
    });
    write('en', 'points', {
      title: 'Credit points',
      balance: 'Before {a}, now {c}',
      error: { 'points.slip.used': 'Credited at {time} by {clerk}' },
      slips_one: '{count} slip',
      slips_other: '{count} slips',
    });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function write(locale: string, room: string, texts: object): void {
    mkdirSync(join(folder, locale), { recursive: true });
    writeFileSync(join(folder, locale, `${room}.json`), JSON.stringify(texts));
  }

  const load = (onMissing: OnMissing = 'throw') => I18n.load(onMissing, folder);

  it('mounts a room under its name', () => {
    expect(load().t('zh-CN', 'points.title')).toBe('积分登记');
    expect(load().t('en', 'points.title')).toBe('Credit points');
  });

  it('fills in the numbers', () => {
    expect(load().t('zh-CN', 'points.balance', { a: '12,480', c: '12,762' })).toBe('原有 12,480 分,现有 12,762 分');
  });

  it('collects the texts of error codes from every room', () => {
    expect(load().t('zh-CN', 'error.points.slip.used', { time: '21:35', clerk: '王丽' })).toBe(
      '此积分单已于 21:35 由 王丽 积分',
    );
  });

  it('counts in English and in Chinese', () => {
    expect(load().t('en', 'points.slips', { count: 1 })).toBe('1 slip');
    expect(load().t('en', 'points.slips', { count: 17 })).toBe('17 slips');
    expect(load().t('zh-CN', 'points.slips', { count: 1 })).toBe('1 张积分单');
  });

  it('does not read placeholders out of what a guest is called', () => {
    expect(load().t('en', 'points.balance', { a: '{c}', c: '$t(points.title)' })).toBe(
      'Before {c}, now $t(points.title)',
    );
  });

  it('stops a test at a missing text or number, and shows the key at the counter', () => {
    expect(() => load().t('zh-CN', 'points.nothing')).toThrow('no text points.nothing');
    expect(() => load().t('zh-CN', 'points.balance', { a: 1 })).toThrow('no value for {c}');
    expect(load('log').t('zh-CN', 'points.nothing')).toBe('points.nothing');
    expect(load('log').has('points.nothing')).toBe(false);
  });

  it('refuses two files that claim the same error code', () => {
    write('zh-CN', 'slips', { error: { 'points.slip.used': '另一句' } });
    expect(load).toThrow('error.points.slip.used is already taken');
  });
});
