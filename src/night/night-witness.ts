import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { CoSigner } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { OnSpotCoSigner } from '../staff/approvals/on-spot-co-signer.js';
import { SecondPerson } from '../staff/approvals/second-person.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { Permission } from '../staff/permissions.js';
import { StaffQueries } from '../staff/staff.queries.js';
import type { NightStepDetails } from './night-steps.js';
import { assertAllDifferent, type Badge, readBadge } from './rules/witness.js';

/** The second person as typed: an own number and PIN, or the badge of a substitute guard with a supervisor's PIN. */
export interface TypedWitness {
  readonly way: 'PIN' | 'BADGE';
  readonly staffNo: string;
  readonly pin: string;
  readonly name: string;
  readonly badge: string;
  readonly signature: string;
  /** The guard signs on the paper instead of the pad. */
  readonly onPaper: boolean;
  readonly attestStaffNo: string;
  readonly attestPin: string;
}

export interface Witness {
  readonly coSigner: CoSigner;
  /** As it stands on the paper. */
  readonly name: string;
  readonly staffId: string | null;
  readonly attestedBy: string | null;
  readonly badge: Badge | null;
}

const PLACE = 'night_seal_step.witness';
const ATTESTERS = ['DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER', 'VIP_CENTRE_DIRECTOR'];

/** Who stands beside the one who closes or opens (003E-077, counter-practice H21, H22). */
@Injectable()
export class NightWitness {
  constructor(
    private readonly coSigner: OnSpotCoSigner,
    private readonly second: SecondPerson,
    private readonly vault: PersonVault,
    private readonly names: StaffQueries,
    private readonly reader: Reader,
  ) {}

  /**
   * Proves the second person of `permission`. Guards rotate and come from a firm: one without a number of ours shows a badge
   * and signs, and the duty supervisor vouches. Throws PIN refusals, `cosign.*`, `night.guard.self`, `night.guard.signature`, `text.*`.
   */
  async prove(desk: DeskContext, permission: Permission, typed: TypedWitness): Promise<Witness> {
    const actor = { id: desk.person.id, name: desk.person.name };
    if (typed.way === 'PIN') {
      const roles = this.second.rolesFor(permission, []);
      const signer = await this.at('guard', () =>
        this.coSigner.witness(desk, roles, { staffNo: typed.staffNo, pin: typed.pin }),
      );
      const name = await this.nameOf(signer.staffId);
      assertAllDifferent([actor, { id: signer.staffId, name }]);
      return { name, coSigner: signer, staffId: signer.staffId, attestedBy: null, badge: null };
    }
    const badge = readBadge(typed);
    const attester = await this.at('attest', () =>
      this.coSigner.witness(desk, ATTESTERS, { staffNo: typed.attestStaffNo, pin: typed.attestPin }),
    );
    const name = await this.nameOf(attester.staffId);
    assertAllDifferent([actor, { id: attester.staffId, name }, { id: null, name: badge.name }]);
    return {
      badge,
      coSigner: attester,
      staffId: null,
      attestedBy: attester.staffId,
      name: `${badge.name} ${badge.badge}`,
    };
  }

  /** What the step keeps of the witness; a guard without a number is sealed under a key that can be destroyed. */
  async keep(
    tx: Tx,
    witness: Witness,
  ): Promise<Required<Pick<NightStepDetails, 'id' | 'secondId' | 'attestedBy' | 'sealedWitness'>>> {
    const id = uuidv7();
    const { staffId: secondId, attestedBy, badge } = witness;
    if (badge === null) return { id, secondId, attestedBy, sealedWitness: null };
    await this.vault.create(tx, id);
    const sealedWitness = await this.vault.seal(tx, id, PLACE, JSON.stringify(badge));
    return { id, secondId, attestedBy, sealedWitness };
  }

  /** The badge of a step; null when there was none or it was erased. */
  async badgeOf(db: SqlReads, step: { id: string; sealedWitness: string | null }): Promise<Badge | null> {
    if (step.sealedWitness === null) return null;
    const text = await this.vault.open(db, step.id, PLACE, step.sealedWitness);
    if (text === null) return null;
    const badge: Badge = JSON.parse(text);
    return badge;
  }

  private async nameOf(staffId: string): Promise<string> {
    return (await this.names.names(this.reader, [staffId])).get(staffId) ?? '';
  }

  /** A refused PIN is said beside the fields it was typed into. */
  private async at<T>(prefix: 'guard' | 'attest', work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new DomainError(error.code, error.params, `${prefix}Password`);
    }
  }
}
