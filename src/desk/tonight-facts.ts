import { Injectable } from '@nestjs/common';
import type { LayoutModel } from '../platform/views/layout-model.js';
import type { DeskContext } from '../staff/desk-context.js';

export type TonightFact = NonNullable<LayoutModel['tonight']>[number];
type TonightSource = (desk: DeskContext) => Promise<readonly TonightFact[]>;

/** What rooms say about tonight in the bar above every page, beside the business date: the shift and its drawer. */
@Injectable()
export class TonightFacts {
  private readonly sources: TonightSource[] = [];

  register(source: TonightSource): void {
    this.sources.push(source);
  }

  async of(desk: DeskContext): Promise<TonightFact[]> {
    const facts: TonightFact[] = [];
    for (const source of this.sources) facts.push(...(await source(desk)));
    return facts;
  }
}
