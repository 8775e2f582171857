// What the linter has no rule for: one clock, no way around the types, no promises left in comments.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { conclude, filesUnder } from './files.mjs';

const clockFolder = 'src/platform/clock/';
const report = (file, node, message) => {
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${file.fileName}:${line + 1} ${message}`;
};

/** Reads the time from anywhere but the injected Clock: `Date.now()`, `Date()`, `new Date()`, `performance.now()`, luxon's `DateTime.now()`. */
function readsOtherClock(node, measures) {
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression)) {
    return node.expression.text === 'Date' && (node.arguments ?? []).length === 0;
  }
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return false;
  const name = `${node.expression.text}.${node.name.text}`;
  if (name === 'DateTime.local' || name === 'DateTime.utc') {
    return ts.isCallExpression(node.parent) && node.parent.arguments.length === 0;
  }
  if (measures && (name === 'performance.now' || name === 'process.hrtime')) return false;
  return ['Date.now', 'DateTime.now', 'performance.now', 'process.hrtime'].includes(name);
}

function isDoubleAssertion(node) {
  return ts.isAsExpression(node) && ts.isAsExpression(node.expression);
}

const forbiddenWords = /\b(TODO|FIXME|XXX|(?:ox|es)lint-disable|@ts-ignore|@ts-nocheck)\b/;

/** Every breach in one source text, as `file:line message`. */
function breachesOf(fileName, text) {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2023, true);
  const breaches = [];
  const isTheClock = fileName.startsWith(clockFolder);
  // Tests and the bench may measure how long something took; they may not ask what time it is.
  const measures = fileName.startsWith('test/') || fileName.startsWith('bench/');
  const visit = (node) => {
    if (!isTheClock && readsOtherClock(node, measures))
      breaches.push(report(file, node, 'another clock: inject Clock'));
    if (isDoubleAssertion(node)) breaches.push(report(file, node, 'a double assertion hides a wrong type'));
    ts.forEachChild(node, visit);
  };
  visit(file);
  text.split('\n').forEach((line, index) => {
    const found = forbiddenWords.exec(line);
    if (found) breaches.push(`${fileName}:${index + 1} "${found[1]}" does not belong into a finished file`);
  });
  return breaches;
}

/** A check that cannot fail is no check: each of these must be found, and the last must not. */
const planted = [
  'const a = Date.now();',
  'const b = new Date();',
  'const c = DateTime.now();',
  'const d = performance.now();',
  'const e = x as unknown as Row;',
  `// ${'todo'.toUpperCase()} later`,
];
const harmless = 'const f = new Date(instant); const g = DateTime.local(2026, 11, 20); const h = x as Row;';
const unnoticed = planted.filter((text) => breachesOf('src/points/planted.ts', text).length === 0);
const control = [
  ...unnoticed.map((text) => `control: the check no longer sees ${text}`),
  ...breachesOf('src/points/harmless.ts', harmless),
];

const sources = filesUnder(['src', 'migrations', 'test', 'bench', 'public'], ['.ts', '.js']);
conclude('house rules', [...control, ...sources.flatMap((file) => breachesOf(file, readFileSync(file, 'utf8')))]);
