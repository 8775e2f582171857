import { control } from './control.js';
import { emptyForm, withErrors } from './form-model.js';

describe('a field of a form', () => {
  const typed = emptyForm('/points', 'key-1', { slipNo: 'J1121-0387', cosignPassword: '246810' });

  it('keeps what was typed', () => {
    expect(control({ form: typed, name: 'slipNo' }).value).toBe('J1121-0387');
    expect(control({ form: typed, name: 'amount' }).value).toBe('');
  });

  it('never sends a password back to the page', () => {
    expect(control({ form: typed, name: 'cosignPassword', kind: 'password' }).value).toBe('');
  });

  it('ties hint and error to the input', () => {
    const refused = withErrors(typed, { slipNo: '此单还没买单' });
    expect(control({ form: refused, name: 'slipNo', hint: '小票右上角' })).toMatchObject({
      error: '此单还没买单',
      describedBy: 'f-slipNo-hint f-slipNo-error',
    });
    expect(control({ form: typed, name: 'slipNo' }).describedBy).toBeUndefined();
  });

  it('gives amounts the number pad and the sign of the yuan', () => {
    expect(control({ name: 'amount', kind: 'amount' })).toMatchObject({
      inputMode: 'decimal',
      prefix: '¥',
      latin: true,
    });
  });

  it('refuses a kind nobody has defined', () => {
    expect(() => control({ name: 'x', kind: 'colour' })).toThrow('no kind "colour"');
  });
});
