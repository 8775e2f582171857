import { Injectable } from '@nestjs/common';
import type { DeskContext } from '../staff/desk-context.js';
import type { Permission } from '../staff/permissions.js';
import type { Tone } from '../platform/views/layout-model.js';

/** A piece of tonight on the desk page; each line is a link to the act that clears it. */
export interface DeskSection {
  readonly titleKey: string;
  readonly count: number;
  readonly lines: readonly DeskLine[];
}

export interface DeskLine {
  readonly text: string;
  readonly href: string;
  readonly badge?: { readonly text: string; readonly tone: Tone };
}

export interface DeskContribution {
  /** Where on the page: lower comes first. */
  readonly order: number;
  readonly permission: Permission;
  load(desk: DeskContext): Promise<DeskSection>;
}

@Injectable()
export class DeskContributions {
  private readonly contributions: DeskContribution[] = [];

  register(contribution: DeskContribution): void {
    this.contributions.push(contribution);
  }

  all(): readonly DeskContribution[] {
    return this.contributions.toSorted((a, b) => a.order - b.order);
  }
}
