import { parsePlainDate, type PlainDate } from '../../kernel/business-day.js';
import { checkIdDocument, ID_DOCUMENT_TYPES, type IdDocumentType } from '../../members/rules/id-document.js';
import { normalizeName } from '../../members/rules/person-name.js';
import { parsePhone } from '../../members/rules/phone.js';
import { assertAdult } from './adult-check.js';

/** A person at the counter with a document in hand, as the clerk typed it. */
export interface TypedPerson {
  readonly name: string;
  readonly phone: string;
  readonly documentType: string;
  readonly documentNumber: string;
  /** Of documents whose number does not hold it; ''. */
  readonly birthDate: string;
}

export interface PersonAtCounter {
  readonly name: string;
  readonly phone: string;
  readonly document: { readonly type: IdDocumentType; readonly number: string };
}

/** The day that counts, and the age of this house. */
export interface AdultDay {
  readonly businessDate: PlainDate;
  readonly adultAge: number;
}

/** Names of the fields, for whatever is wrong with them. */
type Fields = Readonly<Record<keyof Omit<TypedPerson, 'documentType'>, string>>;

/** An agent's fields, on whatever page a company is served. */
export const AGENT_FIELDS: Fields = {
  name: 'agentName',
  phone: 'agentPhone',
  documentNumber: 'agentDocument',
  birthDate: 'agentBirthDate',
};

/** What a page of an agent has. */
export interface AgentForm {
  readonly agentName: string;
  readonly agentPhone: string;
  readonly agentDocumentType: string;
  readonly agentDocument: string;
  readonly agentBirthDate: string;
}

export function agentOf(form: AgentForm): TypedPerson {
  return {
    name: form.agentName,
    phone: form.agentPhone,
    documentType: form.agentDocumentType,
    documentNumber: form.agentDocument,
    birthDate: form.agentBirthDate,
  };
}

/**
 * An adult who signs: a contract with a minor can be undone by the guardian (法释〔2025〕4号 10).
 * @throws DomainError members.*, cards.adult.*, date.invalid
 */
export function readAdult(typed: TypedPerson, day: AdultDay, fields: Fields): PersonAtCounter {
  const document = readAdultDocument(typed, day, fields);
  return {
    document,
    name: normalizeName(typed.name, fields.name),
    phone: parsePhone(typed.phone, fields.phone).number,
  };
}

/** The document alone. @throws DomainError members.id.*, cards.adult.*, date.invalid */
export function readAdultDocument(
  typed: Pick<TypedPerson, 'documentType' | 'documentNumber' | 'birthDate'>,
  { businessDate, adultAge }: AdultDay,
  fields: Pick<Fields, 'documentNumber' | 'birthDate'>,
): PersonAtCounter['document'] {
  const type = ID_DOCUMENT_TYPES.find((known) => known === typed.documentType && known !== 'STUDENT_ID');
  const document = checkIdDocument(type ?? 'RESIDENT_ID', typed.documentNumber, businessDate, fields.documentNumber);
  const read = typed.birthDate.trim() === '' ? null : parsePlainDate(typed.birthDate.trim(), fields.birthDate);
  assertAdult(
    { outcome: 'DOCUMENT_SEEN', document, birthDate: read ?? document.birthDate },
    { businessDate, adultAge, isStudent: false, refusedBefore: false },
  );
  return { type: document.type, number: document.number };
}
