// docs/duties.md is a promise: every file and test it names must exist, and every duty cited in the code must stand in it.
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { conclude, filesUnder } from './files.mjs';

const page = 'docs/duties.md';
const dutyId = /^(?:00[0124]|003[ABDE])-\d{2,3}$/;
const cited = /(?<![\w-])(?:00[0124]|003[ABDE])-\d{2,3}(?![\w-])/g;
const comment = /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*|\{\{!(?:--)?[\s\S]*?\}\}/g;

/** Rows of every table on the page, without heads: `{ line, id, words, places, proofs }`. */
function rowsOf(markdown) {
  return markdown.split('\n').flatMap((text, index) => {
    const cells = text.split('|').map((cell) => cell.trim());
    if (cells.length < 3 || cells[0] !== '' || cells[1] === 'id' || /^:?-+:?$/.test(cells[1])) return [];
    const [, id, words, places = '', proofs = ''] = cells;
    return [
      {
        line: index + 1,
        id,
        words,
        cells: cells.length - 2,
        places: quoted(places),
        proofs: proofs.split(/<br\s*\/?>/),
      },
    ];
  });
}

const quoted = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]);

/** Every title that a spec gives to a story, a case or a table of cases. */
function titlesOf(text) {
  const titles = new Set();
  const visit = (node) => {
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (first && ts.isStringLiteralLike(first)) titles.add(first.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('spec.ts', text, ts.ScriptTarget.ES2023, true));
  return titles;
}

function proofBreaches(proof, exists, read) {
  const [file] = quoted(proof);
  const title = proof.split('›').slice(1).join('›').trim();
  if (!file || !title) return [`"${proof}" is not of the form \`file\` › title`];
  if (!exists(file)) return [`the test file ${file} does not exist`];
  return titlesOf(read(file)).has(title) ? [] : [`${file} has no test titled "${title}"`];
}

function rowBreaches(row, exists, read) {
  const breaches = [];
  if (row.cells !== 4) breaches.push('a row has four cells');
  if (!dutyId.test(row.id)) breaches.push(`"${row.id}" is no duty id`);
  if (!row.words) breaches.push('the words of the sheet are missing');
  if (row.places.length === 0) breaches.push('no file says where it is done');
  for (const file of row.places) if (!exists(file)) breaches.push(`${file} does not exist`);
  for (const proof of row.proofs) breaches.push(...proofBreaches(proof, exists, read));
  return breaches.map((breach) => `${page}:${row.line} ${row.id}: ${breach}`);
}

const citedIn = (text) => (text.match(comment) ?? []).flatMap((words) => words.match(cited) ?? []);

/** All breaches of one page against a tree that is given as functions. */
function breachesOf(markdown, sources, exists, read) {
  const rows = rowsOf(markdown);
  const ids = rows.map((row) => row.id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${page}: ${id} has two rows`);
  const unlisted = sources.flatMap((file) =>
    citedIn(read(file))
      .filter((id) => !ids.includes(id))
      .map((id) => `${file} cites ${id}, which has no row in ${page}`),
  );
  return [...twice, ...rows.flatMap((row) => rowBreaches(row, exists, read)), ...unlisted];
}

/** A check that cannot fail is no check: one sound page, and seven with a fault each. */
function control() {
  const tree = { 'a.ts': '// 003E-001: once\nconst phone = "003E-002";', 'a.spec.ts': "it('credits once', () => {});" };
  const check = (markdown) =>
    breachesOf(
      markdown,
      ['a.ts'],
      (file) => file in tree,
      (file) => tree[file],
    );
  const row = '| 003E-001 | words | `a.ts` | `a.spec.ts` › credits once |';
  const faulty = [
    '',
    `${row}\n${row}`,
    row.replace('003E-001', '003X-1'),
    row.replace('words', ''),
    row.replace('`a.ts`', '`gone.ts`'),
    row.replace('a.spec.ts', 'gone.spec.ts'),
    row.replace('credits once', 'credits twice'),
  ];
  const missed = faulty.filter((markdown) => check(markdown).length === 0);
  return [...check(row), ...missed.map((markdown) => `control: the check no longer sees the fault in: ${markdown}`)];
}

const sources = filesUnder(['src', 'migrations', 'test', 'bench', 'views', 'public'], ['.ts', '.hbs', '.js', '.css']);
const read = (file) => readFileSync(file, 'utf8');
conclude('duties', [...control(), ...breachesOf(read(page), sources, existsSync, read)]);
