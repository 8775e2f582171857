import { parsePlainDate, type PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { type FieldFault, FormFaults } from '../platform/http/form-input.js';

/** Collects what is wrong, field by field, so that the clerk sees all of it at once. */
export class FieldReader<Field extends string> {
  private readonly faults = new Map<string, FieldFault>();

  constructor(private readonly values: Readonly<Partial<Record<Field, string>>>) {}

  text(field: Field): string {
    return this.values[field] ?? '';
  }

  ticked(field: Field): boolean {
    return this.text(field) === '1';
  }

  tick(field: Field, code: string): void {
    if (!this.ticked(field)) this.fault(field, code);
  }

  date(field: Field): PlainDate | null {
    return this.read((text) => (text(field) === '' ? null : parsePlainDate(text(field), field))) ?? null;
  }

  fault(field: Field, code: string): void {
    this.faults.set(field, { field, code, params: {} });
  }

  read<T>(parse: (text: (field: Field) => string) => T): T | undefined {
    try {
      return parse((field) => this.text(field));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.faults.set(error.field ?? '', { field: error.field ?? '', code: error.code, params: error.params });
      return undefined;
    }
  }

  conclude(): void {
    if (this.faults.size > 0) throw new FormFaults([...this.faults.values()]);
  }
}
