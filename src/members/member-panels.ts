import { Injectable } from '@nestjs/common';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo, type Permission } from '../staff/permissions.js';

/** What a room shows on the page of a member: finished texts, masked. */
export interface MemberPanel {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly note?: string }[];
  readonly actions: readonly { readonly label: string; readonly href: string }[];
}

export interface PanelSource {
  /** Lower comes first; cards are 10. */
  readonly order: number;
  readonly permission: Permission;
  load(desk: DeskContext, membershipId: string): Promise<MemberPanel | undefined>;
}

/** Rooms built on top of members put their part on the member's page here. */
@Injectable()
export class MemberPanels {
  private readonly sources: PanelSource[] = [];

  register(source: PanelSource): void {
    this.sources.push(source);
    this.sources.sort((a, b) => a.order - b.order);
  }

  /** The panels this person may see. */
  async load(desk: DeskContext, membershipId: string): Promise<MemberPanel[]> {
    const panels: MemberPanel[] = [];
    for (const source of this.sources) {
      if (!mayDo(desk.person.roles, source.permission)) continue;
      const panel = await source.load(desk, membershipId);
      if (panel) panels.push(panel);
    }
    return panels;
  }
}
