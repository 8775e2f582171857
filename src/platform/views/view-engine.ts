import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { I18n } from '../i18n/i18n.js';
import { projectRoot } from '../settings/paths.js';
import { helpers, wrapper, wrappers } from './helpers.js';
import type { FragmentModel, LayoutModel } from './layout-model.js';
import type { StaticAssets } from './static-assets.js';
import { compileAll, readTemplates } from './templates.js';

/** `desk`: bar and rail; `bare`: one card on an empty page (sign-in, first start, errors); `print`: paper only. */
export type Frame = 'desk' | 'bare' | 'print';

/** Turns typed, plain view models into pages. Templates escape every value; nothing compiles after the start. */
export class ViewEngine {
  private constructor(private readonly templates: ReadonlyMap<string, Handlebars.TemplateDelegate>) {}

  /** Compiles all of `views/`; throws on the first template that is broken, naming its file. */
  static load(i18n: I18n, assets: StaticAssets, folder = join(projectRoot, 'views')): ViewEngine {
    const environment = Handlebars.create();
    for (const unused of ['log', 'blockHelperMissing', 'helperMissing']) environment.unregisterHelper(unused);
    environment.registerHelper({ ...helpers(i18n, assets) });
    for (const name of wrappers) environment.registerHelper(name, wrapper(environment, name));
    return new ViewEngine(compileAll(environment, readTemplates(folder)));
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
