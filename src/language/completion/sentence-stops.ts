import { renderTemplate, type Placeholder, type SentenceTemplate } from '../../registry/template';

/** A placeholder as a tab stop. */
export interface Stop extends Placeholder {
  /** What it starts with: a value that is understood as it is; empty where it may be left out. */
  readonly start: string;
  /** Whether authors are led to it. One that is not can be filled all the same. */
  readonly isOffered: boolean;
}

export type Part = string | Stop;

type Values = ReadonlyMap<Placeholder, string>;
/** Whether a text means the definition, with the very values that it was made with. */
export type Reader = (text: string, values: Values) => boolean;

/**
 * A template's placeholders as tab stops: whatever of their choices is taken, whether they are typed over, left as they are or
 * emptied where that is allowed, the text is read as it is meant.
 * @returns `undefined` where the template is not, even with its own examples.
 */
export function readStops(template: SentenceTemplate, reads: Reader): readonly Part[] | undefined {
  const trial = new Trial(template, reads);
  if (!trial.reads(new Map())) return undefined;
  const placeholders = template.parts.flatMap((part) => (typeof part === 'string' ? [] : [part]));
  const empty = placeholders.filter(({ optional, choices }) => optional && !choices);
  const all: Values = new Map(empty.map((placeholder) => [placeholder, '']));
  const isOffered = empty.length > 0 && trial.reads(all);
  const canBeLeftOut = isOffered || trial.readsWithout(empty);
  const named = namesThatRead(trial, placeholders, canBeLeftOut ? all : new Map());
  const stops = new Map(placeholders.map((placeholder) => [placeholder, stopOf(placeholder)]));
  return template.parts.map((part) => (typeof part === 'string' ? part : (stops.get(part) ?? stopOf(part))));

  function stopOf(placeholder: Placeholder): Stop {
    const isEmpty = canBeLeftOut && empty.includes(placeholder);
    const { choices, ...more } = placeholder;
    const kept = choices?.filter(
      (text) =>
        trial.reads(new Map([[placeholder, text]])) &&
        (!isOffered || trial.readsAtEnd(new Map([...all, [placeholder, text]]))),
    );
    const value = named.has(placeholder) ? placeholder.key : placeholder.example;
    const start = isEmpty ? '' : value;
    return { ...more, ...(kept && kept.length > 0 ? { choices: kept } : {}), start, isOffered: !isEmpty || isOffered };
  }
}

/** The placeholders whose own name is a value for them. */
function namesThatRead(trial: Trial, placeholders: readonly Placeholder[], empty: Values): ReadonlySet<Placeholder> {
  const open = placeholders.filter((placeholder) => !placeholder.choices && !empty.has(placeholder));
  const withNames = (named: readonly Placeholder[]): Values =>
    new Map([...empty, ...named.map((placeholder): [Placeholder, string] => [placeholder, placeholder.key])]);
  const good = trial.reads(withNames(open))
    ? open
    : open.filter((placeholder) => trial.reads(withNames([placeholder])));
  return new Set(trial.reads(withNames(good)) ? good : []);
}

/** Reads a template's sentences with some values, and examples for the others. */
class Trial {
  constructor(
    private readonly template: SentenceTemplate,
    private readonly reader: Reader,
  ) {}

  /** Empty values leave their spaces; at the end of a line YAML takes those away. */
  reads(values: Values): boolean {
    const text = this.#textWith(values);
    return this.#isRead(text, values) && (text.trimEnd() === text || this.#isRead(text.trimEnd(), values));
  }

  /** Whether they are read at the end of a line. */
  readsAtEnd(values: Values): boolean {
    return this.#isRead(this.#textWith(values).trimEnd(), values);
  }

  /** Whether it is read without some placeholders and the space before each. */
  readsWithout(placeholders: readonly Placeholder[]): boolean {
    const { parts } = this.template;
    const kept = parts.flatMap((part, index): SentenceTemplate['parts'] => {
      const next = parts[index + 1];
      if (typeof part !== 'string') return placeholders.includes(part) ? [] : [part];
      return [typeof next === 'object' && placeholders.includes(next) ? part.replace(/ $/, '') : part];
    });
    const text = renderTemplate({ parts: kept }, ({ example }) => example).trimEnd();
    return placeholders.length > 0 && this.#isRead(text, new Map(placeholders.map((placeholder) => [placeholder, ''])));
  }

  #textWith(values: Values): string {
    return renderTemplate(this.template, (placeholder) => values.get(placeholder) ?? placeholder.example);
  }

  #isRead(text: string, values: Values): boolean {
    const all = this.template.parts.flatMap((part): [Placeholder, string][] =>
      typeof part === 'string' ? [] : [[part, values.get(part) ?? part.example]],
    );
    return this.reader(text, new Map(all));
  }
}
