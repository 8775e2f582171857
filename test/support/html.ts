import { strict as assert } from 'node:assert';

export type Fields = Record<string, string>;

export interface Form {
  readonly method: string;
  readonly action: string;
  /** What the browser would send if the person just pressed Enter. */
  readonly fields: Fields;
}

type Attributes = Readonly<Record<string, string>>;

/** All forms of a page. Our templates always quote attributes (a linter holds that), which keeps this reader small. */
export function formsIn(html: string): Form[] {
  return elements(html, 'form').map(({ attributes, inner }) => ({
    method: (attributes['method'] ?? 'get').toLowerCase(),
    action: attributes['action'] ?? '',
    fields: fieldsIn(inner),
  }));
}

/** The text of the first `<tag>`, without markup. */
export function textOf(html: string, tag: string): string | undefined {
  const [first] = elements(html, tag);
  return first && plainText(first.inner);
}

export function plainText(html: string): string {
  return decode(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function fieldsIn(html: string): Fields {
  const fields: Fields = {};
  for (const attributes of tags(html, 'input')) {
    const { name, type = 'text', value } = attributes;
    const chosen = !['checkbox', 'radio'].includes(type) || 'checked' in attributes;
    if (name && chosen && !['submit', 'button', 'file', 'image'].includes(type))
      fields[name] = value ?? (type === 'checkbox' ? 'on' : '');
  }
  for (const { attributes, inner } of elements(html, 'textarea')) {
    if (attributes['name']) fields[attributes['name']] = decode(inner.replace(/^\n/, ''));
  }
  for (const { attributes, inner } of elements(html, 'select')) {
    const options = elements(inner, 'option').map((option): Attributes => ({
      ...option.attributes,
      text: plainText(option.inner),
    }));
    const chosen = options.find((option) => 'selected' in option) ?? options[0];
    if (attributes['name'] && chosen) fields[attributes['name']] = chosen['value'] ?? chosen['text'] ?? '';
  }
  return fields;
}

function elements(html: string, tag: string): { attributes: Attributes; inner: string }[] {
  const pattern = new RegExp(`<${tag}((?:\\s+[^\\s=>]+(?:="[^"]*")?)*)\\s*>([\\s\\S]*?)</${tag}>`, 'gi');
  return [...html.matchAll(pattern)].map(([, attributes = '', inner = '']) => ({
    attributes: attributesOf(attributes),
    inner,
  }));
}

function tags(html: string, tag: string): Attributes[] {
  const pattern = new RegExp(`<${tag}((?:\\s+[^\\s=>/]+(?:="[^"]*")?)*)\\s*/?>`, 'gi');
  return [...html.matchAll(pattern)].map(([, attributes = '']) => attributesOf(attributes));
}

function attributesOf(text: string): Attributes {
  return Object.fromEntries(
    [...text.matchAll(/([^\s=>]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      decode(value),
    ]),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code =
      name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return String.fromCodePoint(code);
  });
}

/** The form that posts to `action`, or the only posting form of the page (the shell's own forms aside). */
export function postForm(html: string, action: string): Form {
  const form = formsIn(html).find(
    (candidate) => candidate.method === 'post' && candidate.action.split('?')[0] === action,
  );
  assert(
    form,
    `the page has no form that posts to ${action}; it posts to: ${formsIn(html)
      .map((f) => f.action)
      .join(', ')}`,
  );
  return form;
}
