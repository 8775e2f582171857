import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { SlipContent } from '../slips/rules/slip-content.js';
import type { ImportKind } from './import-kind.js';
import type { MemberRow } from './members-import.js';
import { MembersImportKind } from './members-import-kind.js';
import { SlipsImportKind } from './slips-import-kind.js';
import type { ValueRow } from './values-import.js';
import { ValuesImportKind } from './values-import-kind.js';

/** The lists this venue takes in. */
@Injectable()
export class ImportKinds {
  private readonly all: readonly (ImportKind<MemberRow> | ImportKind<SlipContent> | ImportKind<ValueRow>)[];

  constructor(members: MembersImportKind, slips: SlipsImportKind, values: ValuesImportKind) {
    this.all = [members, slips, values];
  }

  /** Throws `import.kind`. */
  of(name: string): ImportKind<unknown> {
    const kind = this.all.find((candidate) => candidate.name === name);
    if (!kind) throw new DomainError('import.kind', {}, 'kind');
    return kind;
  }
}
