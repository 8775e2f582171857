import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Script } from 'node:vm';
import Handlebars from 'handlebars';

export interface TemplateSource {
  /** Path below `views/` without `.hbs`: `points/credit`, `partials/field`. */
  readonly name: string;
  readonly text: string;
}

type Environment = ReturnType<typeof Handlebars.create>;

export function readTemplates(folder: string): TemplateSource[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.hbs'));
  return files.toSorted().map((path) => {
    const name = relative(folder, join(folder, path))
      .replaceAll('\\', '/')
      .replace(/\.hbs$/, '');
    return { name, text: readFileSync(join(folder, path), 'utf8') };
  });
}

const strictness = { strict: true, knownHelpersOnly: true, explicitPartialContext: true, preventIndent: true };

/**
 * Compiles every template now, so that a broken one stops the start and nothing compiles while a guest waits. A missing
 * property throws, an unknown helper or partial is refused, and a partial sees only what it is handed.
 */
export function compileAll(
  environment: Environment,
  sources: readonly TemplateSource[],
): ReadonlyMap<string, Handlebars.TemplateDelegate> {
  const names = new Set(sources.flatMap(({ name }) => [name, partialName(name)]));
  const knownHelpers = Object.fromEntries(Object.keys(environment.helpers).map((helper) => [helper, true]));
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const { name, text } of sources) {
    try {
      const tree = Handlebars.parse(text);
      refuseUnknownPartials(tree, names);
      preferProperties(tree, environment);
      const code: unknown = environment.precompile(tree, { ...strictness, knownHelpers });
      const template = environment.template(
        new Script(`(${String(code)})`, { filename: `${name}.hbs` }).runInThisContext(),
      );
      compiled.set(name, template);
      environment.registerPartial(partialName(name), template);
    } catch (error) {
      throw new Error(`views/${name}.hbs: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  return compiled;
}

/** Shared components go by their short name (`field`), everything else by its path (`points/_calculation`). */
function partialName(name: string): string {
  return name.replace(/^partials\//, '');
}

function refuseUnknownPartials(tree: hbs.AST.Program, names: ReadonlySet<string>): void {
  const visitor = new Handlebars.Visitor();
  visitor.PartialStatement = (partial: hbs.AST.PartialStatement) => {
    const named = 'original' in partial.name ? partial.name.original : '';
    if (!names.has(named)) throw new Error(`there is no partial "${named}" (line ${partial.loc.start.line})`);
  };
  visitor.accept(tree);
}

/** Helpers always take something; so `{{time}}` or `{{card}}` alone is the model's property, though a helper has that name too. */
function preferProperties(tree: hbs.AST.Program, environment: Environment): void {
  const visitor = new Handlebars.Visitor();
  visitor.MustacheStatement = ({ path, params, hash }: hbs.AST.MustacheStatement) => {
    const alone = params.length === 0 && !hash && 'original' in path && typeof path.original === 'string';
    if (alone && path.original in environment.helpers) path.original = `this.${path.original}`;
  };
  visitor.accept(tree);
}
