import { strayStates } from '../../kernel/transitions.js';
import { BACKUP_PATIENCE_MS, backupStanding, isBackupWrong } from './backup-standing.js';
import { misreadThings, morningVerdict } from './morning.js';
import { nightLife } from './night-life.js';
import { proofState } from './proof-state.js';
import { readSealNumber, sameNumber } from './seal-number.js';
import { assertAllDifferent, readBadge } from './witness.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describe('the life of a night', () => {
  test('every state can be reached and left', () => {
    expect(strayStates(nightLife)).toEqual({ unreachable: [], stuck: [] });
  });
});

describe('a seal number', () => {
  test('is capitals and digits, whatever keyboard typed it', () => {
    expect(readSealNumber(' ｆｔ－00 42 ')).toBe('FT-0042');
    expect(sameNumber('００００００11', '00000011')).toBe(true);
    expect(sameNumber('11', '00000011')).toBe(false);
  });

  test.each(['', 'AB', '封条1', '-FT1', 'A'.repeat(41)])('is refused: %s', (typed) => {
    expect(() => readSealNumber(typed)).toThrow(code('night.seal.number'));
  });
});

describe('the morning', () => {
  const truth = { seal: 'FT-1', blanks: [{ key: 'book', number: '00000011' }] };

  test('agrees when seal and every first blank agree', () => {
    expect(misreadThings({ seal: 'ft-1', blanks: { book: '00000011' } }, truth)).toEqual([]);
    expect(misreadThings({ seal: 'FT-2', blanks: {} }, truth)).toEqual(['seal', 'book']);
  });

  test('asks once more without a figure, then calls the manager', () => {
    expect(morningVerdict([], 1)).toBe('ACCEPT');
    expect(morningVerdict(['seal'], 0)).toBe('AGAIN');
    expect(morningVerdict(['seal'], 1)).toBe('ALARM');
  });
});

describe('who stands at the safe', () => {
  const badge = { name: '孙保安', badge: 'b7', signature: '[{"points":[]}]', onPaper: false };

  test('a guard of the firm shows name, badge and signature, or signs on the paper', () => {
    expect(readBadge(badge)).toMatchObject({ name: '孙保安', badge: 'B7' });
    expect(readBadge({ ...badge, signature: '', onPaper: true }).strokes).toBeNull();
  });

  test.each([
    [{ name: ' ' }, 'text.required'],
    [{ badge: '' }, 'text.required'],
    [{ signature: '' }, 'night.guard.signature'],
    [{ signature: '[]' }, 'night.guard.signature'],
    [{ signature: 'no json' }, 'night.guard.signature'],
  ])('is refused: %o', (change, refusal) => {
    expect(() => readBadge({ ...badge, ...change })).toThrow(code(refusal));
  });

  test('nobody stands there twice, by number or by name', () => {
    const one = { id: 's1', name: '王丽' };
    expect(() => assertAllDifferent([one, { id: 's2', name: '王丽' }])).not.toThrow();
    expect(() => assertAllDifferent([one, { id: null, name: '王丽' }])).toThrow(code('night.guard.self'));
    expect(() => assertAllDifferent([one, { id: 's1', name: '别名' }])).toThrow(code('night.guard.self'));
  });
});

describe('the copy after the close', () => {
  test('is due, then late, unless its newest record says how it went', () => {
    expect(backupStanding(0, undefined, BACKUP_PATIENCE_MS)).toBe('DUE');
    expect(backupStanding(0, undefined, BACKUP_PATIENCE_MS + 1)).toBe('LATE');
    expect(backupStanding(0, { outcome: 'FAILED', at: 1 }, 2)).toBe('FAILED');
    expect(backupStanding(0, { outcome: 'KEPT', at: 1 }, Number.MAX_SAFE_INTEGER)).toBe('KEPT');
    expect(['LATE', 'FAILED', 'DUE', 'KEPT', 'ELSEWHERE'].map((one) => isBackupWrong(one as 'LATE'))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('receipts and copies', () => {
  const all = { receipts: 2, copies: 3 };

  test('are missing until Finance has what the books know', () => {
    expect(proofState(all, all, undefined)).toBe('HANDED');
    expect(proofState(all, { ...all, copies: 2 }, undefined)).toBe('MISSING');
    expect(proofState(all, all, { ...all, receipts: 1 })).toBe('MISSING');
    expect(proofState(all, { receipts: 0, copies: 0 }, all)).toBe('CHECKED');
  });
});
