import { Injectable } from '@nestjs/common';
import type { DeskContext } from '../staff/desk-context.js';

/** One line of what was found, masked. `href` is opaque: no personal data stands in a URL. */
export interface Found {
  readonly href: string;
  readonly title: string;
  /** Phone, tier, card tail, balance …: up to four, in columns. */
  readonly details: readonly string[];
  readonly badge?: { readonly text: string; readonly tone: 'plain' | 'gold' | 'festive' | 'warn' };
}

/** Looks for what was typed or swiped into the one box; answers nothing when the text is none of its business. */
export interface Finder {
  find(desk: DeskContext, text: string, limit: number): Promise<readonly Found[]>;
  /** Text key of why these keys cannot be looked for at all: a guest's payment code is no card. */
  warning?(text: string): string | undefined;
}

const LIMIT = 20;

@Injectable()
export class Finders {
  private readonly finders: Finder[] = [];

  register(finder: Finder): void {
    this.finders.push(finder);
  }

  /** The first objection of a room, as a text key. */
  warning(text: string): string | undefined {
    return this.finders.map((finder) => finder.warning?.(text)).find((key) => key !== undefined);
  }

  /** What all rooms found, in the order the rooms were opened, at most twenty. */
  async find(desk: DeskContext, text: string): Promise<readonly Found[]> {
    const found = await Promise.all(this.finders.map((finder) => finder.find(desk, text, LIMIT)));
    return found.flat().slice(0, LIMIT);
  }
}
