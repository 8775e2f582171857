import { join } from 'node:path';
import { projectRoot } from '../../src/platform/settings/paths.js';
import { readTemplates } from '../../src/platform/views/templates.js';
import { lintTemplate } from './template-linter.js';

const rules = (source: string, layout = false) => lintTemplate(source, { layout }).map(({ rule }) => rule);

describe('templates of the product', () => {
  const templates = readTemplates(join(projectRoot, 'views'));

  it('are all read', () => expect(templates.length).toBeGreaterThan(30));

  it('print no value unescaped, unquoted or as script', () => {
    const faults = templates.flatMap(({ name, text }) => {
      return lintTemplate(text, { layout: name.startsWith('layouts/') }).map((fault) => ({ name, ...fault }));
    });
    expect(faults).toEqual([]);
  });
});

describe('planted bad templates', () => {
  it.each([
    ['a value printed raw', '<p>{{{guest.name}}}</p>', 'raw-value'],
    ['a value printed raw with &', '<p>{{& guest.name}}</p>', 'raw-value'],
    ['a raw value behind a tilde', '<p>{{~{guest.name}}}</p>', 'raw-value'],
    ['an attribute without quotes', '<input value={{name}}>', 'unquoted-attribute'],
    ['half an attribute without quotes', '<a href=/members/{{id}}>', 'unquoted-attribute'],
    ['a fixed attribute without quotes', '<input type=text>', 'unquoted-attribute'],
    ['a value as script', '<script>const name = "{{name}}";</script>', 'value-in-script'],
    ['a script on the page', '<script>print();</script>', 'inline-script'],
    ['a value as style', '<p style="color: {{colour}}">x</p>', 'inline-style'],
    ['a style sheet on the page', '<style>p { color: {{colour}} }</style>', 'inline-style'],
    ['a value in an event', '<button onclick="open(\'{{id}}\')">x</button>', 'event-attribute'],
    ['a fixed event', '<button ONCLICK="print()">x</button>', 'event-attribute'],
    ['a script as address', '<a href="javascript:{{code}}">x</a>', 'script-address'],
  ])('%s', (_name, source, rule) => expect(rules(source)).toContain(rule));

  it('a template nobody reads in a minute', () => {
    expect(rules('<p>x</p>\n'.repeat(60))).toEqual([]);
    expect(rules('<p>x</p>\n'.repeat(61))).toEqual(['too-long']);
  });

  it('a layout that prints more than its body', () => {
    expect(rules('<main>{{{body}}}</main>', true)).toEqual([]);
    expect(rules('<main>{{{body}}}{{{title}}}</main>', true)).toEqual(['raw-value']);
    expect(rules('<main>{{{body}}}</main>')).toEqual(['raw-value']);
  });

  it('names the line', () => {
    expect(lintTemplate('<p>\n  {{name}}\n</p>\n<input value={{name}}>')).toMatchObject([
      { line: 4, rule: 'unquoted-attribute' },
    ]);
  });
});

describe('good templates', () => {
  it.each([
    ['a quoted value', '<input value="{{name}}" data-x="a {{b}}">'],
    ['parameters of a component', '{{> field name=name label=(t "members.phone")}}'],
    ['a component between tags', '<div class="x">{{> field name=name}}</div>'],
    [
      'a tag over several lines',
      '<input class="input"\n  {{~#if hint}} aria-describedby="{{hint}}"{{/if}}\n  required>',
    ],
    ['a served script', '<script type="module" nonce="{{nonce}}" src="{{asset "js/app.js"}}"></script>'],
    ['text with an equals sign', '<p>a = b, x={{x}}</p>'],
    ['a comment about {{{', '<p>{{! never {{{raw }}</p>'],
  ])('%s', (_name, source) => expect(rules(source)).toEqual([]));
});
