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
 * The templates of one folder, each compiled when it is first asked for or by `compileAll`. A missing property throws, an
 * unknown helper or partial is refused, and a partial sees only what it is handed.
 */
export class Templates {
  private readonly compiled = new Map<string, Handlebars.TemplateDelegate>();
  private readonly sources: ReadonlyMap<string, string>;
  private readonly partialNames: ReadonlySet<string>;

  constructor(
    private readonly environment: Environment,
    sources: readonly TemplateSource[],
  ) {
    this.sources = new Map(sources.map(({ name, text }) => [name, text]));
    this.partialNames = new Set(sources.flatMap(({ name }) => [name, partialName(name)]));
    for (const { name } of sources)
      Object.defineProperty(environment.partials, partialName(name), {
        get: () => this.get(name),
        enumerable: true,
        configurable: true,
      });
  }

  /** Throws on the first template that is broken, naming its file. */
  compileAll(): void {
    for (const name of this.sources.keys()) this.get(name);
  }

  /** Undefined when there is no such file; throws when it is broken. */
  get(name: string): Handlebars.TemplateDelegate | undefined {
    const done = this.compiled.get(name);
    const text = this.sources.get(name);
    if (done || text === undefined) return done;
    const template = this.compile(name, text);
    this.compiled.set(name, template);
    return template;
  }

  private compile(name: string, text: string): Handlebars.TemplateDelegate {
    const { environment } = this;
    const knownHelpers = Object.fromEntries(Object.keys(environment.helpers).map((helper) => [helper, true]));
    try {
      const tree = Handlebars.parse(text);
      refuseUnknownPartials(tree, this.partialNames);
      preferProperties(tree, environment);
      const code: unknown = environment.precompile(tree, { ...strictness, knownHelpers });
      const script = new Script(`(${String(code)})`, { filename: `${name}.hbs` });
      return environment.template(script.runInThisContext());
    } catch (error) {
      throw new Error(`views/${name}.hbs: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
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
