import 'reflect-metadata';
import { AtMost } from './at-most.js';
import { faultsOf, readForm } from './form-input.js';

class NoteForm {
  @AtMost(5)
  note!: string;
}

const faultsIn = (body: unknown) => {
  try {
    readForm(NoteForm, body);
    return [];
  } catch (error) {
    return faultsOf(error);
  }
};

describe('a field with a longest text', () => {
  it('takes a text of that length, a rare character counting as one', () => {
    expect(faultsIn({ note: '金卡客𠮷𠮷' })).toEqual([]);
  });

  it('tells whoever writes more how much it takes and how much there is', () => {
    expect(faultsIn({ note: '金卡客人𠮷𠮷' })).toEqual([
      { field: 'note', code: 'text.tooLong', params: { max: 5, length: 6 } },
    ]);
  });

  it('asks for the text when the form came without it', () => {
    expect(faultsIn({})).toEqual([{ field: 'note', code: 'text.required', params: {} }]);
  });
});
