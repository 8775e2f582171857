import { uuidv7 } from 'uuidv7';
import { Desk, type Page } from '../support/http.js';
import { type Colleague, type House, PIN } from '../support/people.js';
import type { AppWorld } from '../support/world.js';

/** The second person's part of a form. */
export const witness = ({ staffNo }: Colleague) => ({ cosignStaffNo: staffNo, cosignPassword: PIN });

/** The opening checklist, every line of it ticked. */
export const checked = Object.fromEntries(
  ['book', 'seal', 'supplies', 'machines'].map((check) => [`check-${check}`, '1']),
);

export function expectRefused({ status, text }: Page, why: string): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(text).toContain(why);
}

/** People at the pages of shifts: each step by somebody who has just signed in, so that hours may pass between two. */
export class ShiftHands {
  constructor(
    private readonly world: AppWorld,
    private readonly house: House,
  ) {}

  of(person: Colleague): Promise<Desk> {
    return Desk.of(this.world, this.house, person);
  }

  async shiftOf({ id }: Colleague): Promise<string> {
    const shift = await this.world.one<{ id: string }>('SELECT id FROM shift WHERE clerk_id = ?', [id]);
    return shift!.id;
  }

  /** The one bag of which the words say which. */
  async bag(which: string): Promise<string> {
    return (await this.world.one<{ id: string }>(`SELECT id FROM cash_bag WHERE ${which}`))!.id;
  }

  /** The newest paper of a kind as it was printed. */
  async paper(kind: string, reader: Colleague): Promise<string> {
    const newest = 'SELECT id FROM document WHERE kind = ? ORDER BY id DESC LIMIT 1';
    const { id } = (await this.world.one<{ id: string }>(newest, [kind]))!;
    return (await (await this.of(reader)).get(`/documents/${id}`)).text;
  }

  /** `reader` at the handover of `clerk`'s shift; `step` sends one of the forms of its page. */
  async handover(reader: Colleague, clerk: Colleague) {
    const path = `/handover/${await this.shiftOf(clerk)}`;
    return {
      page: async () => (await this.of(reader)).get(path),
      step: async (name: string, typed: Record<string, string>) => {
        const desk = await this.of(reader);
        // it is the second button of the form that accepts
        if (name === 'refusal') return desk.post(`${path}/refusal`, { requestKey: uuidv7(), ...typed });
        return desk.submit(path, typed, `${path}/${name}`);
      },
    };
  }
}
