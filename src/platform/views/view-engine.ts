import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { I18n } from '../i18n/i18n.js';
import { projectRoot } from '../settings/paths.js';
import { helpers, wrapper, wrappers } from './helpers.js';
import type { FragmentModel, LayoutModel } from './layout-model.js';
import type { StaticAssets } from './static-assets.js';
import { readTemplates, Templates } from './templates.js';

/** `desk`: bar and rail; `bare`: one card on an empty page (sign-in, first start, errors); `print`: paper only. */
export type Frame = 'desk' | 'bare' | 'print';

/** Turns typed, plain view models into pages. Templates escape every value. */
export class ViewEngine {
  private constructor(private readonly templates: Templates) {}

  /** Each view of `views/` compiles when it is first shown, unless `compileAll` was called before. */
  static open(i18n: I18n, assets: StaticAssets, folder = join(projectRoot, 'views')): ViewEngine {
    const environment = Handlebars.create();
    for (const unused of ['log', 'blockHelperMissing', 'helperMissing']) environment.unregisterHelper(unused);
    environment.registerHelper({ ...helpers(i18n, assets) });
    for (const name of wrappers) environment.registerHelper(name, wrapper(environment, name));
    return new ViewEngine(new Templates(environment, readTemplates(folder)));
  }

  /** A server calls it before it listens: a broken view stops the start, and nothing compiles while a guest waits. */
  compileAll(): this {
    this.templates.compileAll();
    return this;
  }

  /** `views/<view>.hbs` inside its frame. Throws when the view is unknown or reads a property the model does not have. */
  render(view: string, model: object, layout: LayoutModel, frame: Frame = 'desk'): string {
    const data = { layout, root: model };
    const body = new Handlebars.SafeString(this.template(view)(model, { data }));
    return this.template(`layouts/${frame}`)({ ...layout, body }, { data });
  }

  /** `views/<view>.hbs` alone: the part of a page that a script exchanges. */
  fragment(view: string, model: object, layout: FragmentModel): string {
    return this.template(view)(model, { data: { layout, root: model } });
  }

  private template(name: string): Handlebars.TemplateDelegate {
    const template = this.templates.get(name);
    if (!template) throw new Error(`there is no view views/${name}.hbs`);
    return template;
  }
}
