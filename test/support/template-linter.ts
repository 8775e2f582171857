/** One thing that a template may not do, with the line it stands on. */
export interface TemplateFault {
  readonly line: number;
  readonly rule:
    | 'raw-value'
    | 'unquoted-attribute'
    | 'value-in-script'
    | 'inline-script'
    | 'inline-style'
    | 'event-attribute'
    | 'script-address'
    | 'too-long';
  readonly text: string;
}

const longest = 60;

const patterns: readonly { rule: TemplateFault['rule']; pattern: RegExp }[] = [
  { rule: 'raw-value', pattern: /\{\{(?:~?\{|~?&)/g },
  { rule: 'unquoted-attribute', pattern: /\s[\w-]+=(?=\{\{|[^\s"'>{}]*\{\{)/g },
  { rule: 'unquoted-attribute', pattern: /\s[\w-]+=(?!["'{])[^\s>]+/g },
  { rule: 'event-attribute', pattern: /\son[a-z]+\s*=/gi },
  { rule: 'inline-style', pattern: /\sstyle\s*=|<style\b/gi },
  { rule: 'script-address', pattern: /=\s*["']\s*javascript:/gi },
];

/** Reads one template and lists what quality's table B forbids. `layout` may print its body, and only that, unescaped. */
export function lintTemplate(source: string, { layout = false } = {}): TemplateFault[] {
  const visible = blank(source, /\{\{!(?:--[\s\S]*?--|[\s\S]*?)\}\}/g);
  const checked = layout ? blank(visible, /\{\{\{body\}\}\}/g) : visible;
  const faults = patterns.flatMap(({ rule, pattern }) => {
    const text = rule === 'unquoted-attribute' ? insideTags(checked) : checked;
    return [...text.matchAll(pattern)].map((match) => fault(source, rule, match.index));
  });
  return [...faults, ...scriptFaults(checked, source), ...lengthFault(source)].toSorted((a, b) => a.line - b.line);
}

function scriptFaults(checked: string, source: string): TemplateFault[] {
  return [...checked.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)].flatMap((match) => {
    const inside = match[1] ?? '';
    if (inside.includes('{{')) return [fault(source, 'value-in-script', match.index)];
    return inside.trim() === '' ? [] : [fault(source, 'inline-script', match.index)];
  });
}

function lengthFault(source: string): TemplateFault[] {
  const lines = source.trimEnd().split('\n');
  return lines.length > longest ? [{ line: longest + 1, rule: 'too-long', text: lines[longest] ?? '' }] : [];
}

/** Only tags, with what stands inside `{{ }}` and inside quotes blanked, so that `label=name` of a helper is no attribute. */
function insideTags(text: string): string {
  const withoutValues = blank(text, /\{\{[\s\S]*?\}\}/g, '{{');
  const unquoted = blank(withoutValues, /"[^"]*"|'[^']*'/g, '"');
  return blank(unquoted, /(?<=^|>)[^<]*/g);
}

/** Overwrites matches with spaces (after `keep`, which marks that something stood there), so that line numbers stay. */
function blank(text: string, pattern: RegExp, keep = ''): string {
  return text.replaceAll(pattern, (match) => keep + match.slice(keep.length).replaceAll(/[^\n]/g, ' '));
}

function fault(source: string, rule: TemplateFault['rule'], index: number): TemplateFault {
  const line = source.slice(0, index + 1).split('\n').length;
  return { line, rule, text: (source.split('\n')[line - 1] ?? '').trim() };
}
