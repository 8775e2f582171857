import type { Page } from 'playwright-core';

/** A person needs this long between two keys, a reader does not: where both are taken the difference counts. */
const handMs = 90;
const mostTabs = 120;

/**
 * Hands that never leave the keyboard. `inputs` counts as the budgets of the counter do:
 * a swipe, a text, a thing picked, an Enter; getting to a field is no input.
 */
export class Hands {
  private inputs = 0;

  constructor(
    readonly page: Page,
    readonly scripts = true,
  ) {}

  /** Starts counting anew. */
  guestSpeaks(): void {
    this.inputs = 0;
  }

  get count(): number {
    return this.inputs;
  }

  /** Walks with Tab until the focus stands there; throws where the keyboard does not lead. */
  async reach(target: string): Promise<void> {
    for (let pressed = 0; pressed < mostTabs; pressed += 1) {
      const next = await this.page.evaluate(wayTo, target);
      if (next === 'here') return;
      if (next === 'nowhere') break;
      await this.page.keyboard.press(next);
    }
    throw new Error(`${this.page.url()}: the keyboard does not lead to ${target}`);
  }

  /** Types where the focus is, or after walking to `target`. */
  async type(text: string, target?: string): Promise<void> {
    if (target !== undefined) await this.reach(target);
    const listens = await this.page.evaluate(() => document.activeElement?.matches('[data-wedge]') === true);
    await this.page.keyboard.type(text, { delay: listens ? handMs : 0 });
    this.inputs += 1;
  }

  /** Ticks a box. */
  async tick(name: string): Promise<void> {
    await this.reach(`[name="${name}"]`);
    await this.page.keyboard.press('Space');
    this.inputs += 1;
  }

  /** Chooses one of a group with the arrows, as radio buttons want it. */
  async choose(name: string, value: string): Promise<void> {
    const group = `[name="${name}"]`;
    await this.reach(group);
    await this.page.keyboard.press('Space');
    for (let moves = await this.page.locator(group).count(); moves > 0; moves -= 1) {
      if (await this.page.locator(`${group}[value="${value}"]`).isChecked()) break;
      await this.page.keyboard.press('ArrowDown');
    }
    this.inputs += 1;
  }

  /** Enter where the focus is, and the page that follows. */
  async enter(address: string | RegExp): Promise<void> {
    this.inputs += 1;
    await this.arrive('Enter', address);
  }

  /** Walks to a link or button and takes it. */
  async take(target: string, address: string | RegExp): Promise<void> {
    await this.reach(target);
    await this.enter(address);
  }

  /** Uses the key that is drawn on something; without scripts that thing is reached with Tab and taken with Enter. */
  async use(key: string, address: string | RegExp): Promise<void> {
    this.inputs += 1;
    if (this.scripts) return this.arrive(key === 'Esc' ? 'Escape' : key, address);
    const drawn = `[data-key="${key}"]`;
    const inWork = await this.page.locator(`main ${drawn}`).count();
    await this.reach(inWork > 0 ? `main ${drawn}` : `.rail ${drawn}`);
    return this.arrive('Enter', address);
  }

  /** A card drawn through the reader. Without scripts its keys simply land in the box. */
  async swipe(cardNo: string, address: string | RegExp): Promise<void> {
    this.inputs += 1;
    if (!this.scripts) {
      // the browser puts the caret into the box a moment after the page has loaded
      await this.page.locator('input:focus').waitFor();
      await this.page.keyboard.type(cardNo);
      return this.arrive('Enter', address);
    }
    return this.lead(() => swipe(this.page, digitKeys(cardNo)), address);
  }

  private arrive(key: string, address: string | RegExp): Promise<void> {
    return this.lead(() => this.page.keyboard.press(key), address);
  }

  /** Waits for a page that follows, also where its address is the one of the page that was left. */
  private async lead(act: () => Promise<void>, address: string | RegExp): Promise<void> {
    await Promise.all([this.page.waitForEvent('framenavigated'), act()]);
    await this.page.waitForURL(address);
  }
}

/** The physical keys of a card's number. */
export const digitKeys = (cardNo: string): string[] => [...cardNo].map((digit) => `Digit${digit}`);

/** As a reader types: all keys within a few milliseconds, Enter behind them; with an IME on, every key is called "Process". */
export async function swipe(page: Page, codes: readonly string[], ime = false): Promise<void> {
  await page.evaluate(
    ([pressed, process]) => {
      for (const code of pressed) {
        const key = process
          ? 'Process'
          : code
              .replace(/^(Digit|Key)/, '')
              .toLowerCase()
              .replace('enter', 'Enter');
        const event = { key, code, isComposing: process, bubbles: true, cancelable: true };
        (document.activeElement ?? document).dispatchEvent(new KeyboardEvent('keydown', event));
      }
    },
    [[...codes, 'Enter'], ime] as const,
  );
}

/** Runs in the page: the next key on the way to `target`. */
function wayTo(target: string): 'here' | 'nowhere' | 'Tab' | 'Shift+Tab' {
  const now = document.activeElement;
  if (now?.matches(target)) return 'here';
  const wanted = document.querySelector(target);
  if (!wanted) return 'nowhere';
  if (!now || now === document.body) return 'Tab';
  return wanted.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING ? 'Shift+Tab' : 'Tab';
}
