import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { createSubject } from '../../registry/expression';
import { resolveSentence } from '../../registry/resolve';
import { renderTemplate, sentenceTemplate, type Placeholder, type SentenceTemplate } from '../../registry/template';
import { choice, plainSnippet, stop } from './snippet';

/** A sentence as it is proposed. */
export interface Sentence {
  readonly definition: StepDefinition;
  readonly parts: SentenceTemplate['parts'];
  /** The sentence for a reader: `navigate to {url}`. */
  readonly label: string;
  /** Whether it reads better after "I". */
  readonly takesI: boolean;
  /** Required fields that it does not name: they need `data`. */
  readonly lacking: readonly string[];
  /** Texts and tab stops of it, for a place without quotes. */
  readonly snippet: string;
  /** Where it cannot stand without quotes: anywhere, in a flow map, at the beginning of a value; absent where it always can. */
  readonly quotes?: 'always' | 'flow' | 'start';
}

const sentences = new WeakMap<StepDefinition, { readonly catalog: Catalog; readonly sentence: Sentence | undefined }>();

/** Whether a definition's sentence is at hand. */
export const isMade = (definition: StepDefinition, catalog: Catalog): boolean => sentences.get(definition)?.catalog === catalog;

/** The sentence of a definition; `undefined` where it has none, or where what it says means another definition. */
export function sentenceOf(definition: StepDefinition, catalog: Catalog): Sentence | undefined {
  const known = sentences.get(definition);
  if (known?.catalog === catalog) return known.sentence;
  const sentence = makeSentence(definition, catalog);
  sentences.set(definition, { catalog, sentence });
  return sentence;
}

function makeSentence(definition: StepDefinition, catalog: Catalog): Sentence | undefined {
  const template = sentenceTemplate(definition);
  if (!template) return undefined;
  const example = renderTemplate(template, ({ example: value }) => value);
  const lacking = lackingIn(definition, template);
  if (resolveSentence(catalog, example, Object.fromEntries(lacking.map((key) => [key, ''])))?.definition !== definition) return undefined;
  return { definition, parts: template.parts, label: renderTemplate(template, show), takesI: takesI(definition, example), lacking, snippet: snippetOf(template, (text) => text), ...quotesOf(template) };
}

/** Texts and tab stops. Deleting an optional value takes the space before it along. */
export function snippetOf({ parts }: Pick<SentenceTemplate, 'parts'>, quote: (text: string) => string): string {
  let number = 0;
  let written = '';
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    const givesSpace = typeof next === 'object' && next.optional && !next.choices;
    if (typeof part === 'string') written += plainSnippet(quote(givesSpace ? part.replace(/ $/, '') : part));
    else written += placeholderOf(part, ++number, takesSpace(parts[index - 1], part), quote);
  }
  return written;
}

const takesSpace = (previous: string | Placeholder | undefined, { optional, choices }: Placeholder): boolean => optional && !choices && typeof previous === 'string' && previous.endsWith(' ');

function placeholderOf({ key, choices }: Placeholder, number: number, hasSpace: boolean, quote: (text: string) => string): string {
  return choices ? choice(number, choices.map(quote)) : stop(number, `${hasSpace ? ' ' : ''}${key}`);
}

function quotesOf({ parts }: SentenceTemplate): Pick<Sentence, 'quotes'> {
  const texts = parts.flatMap((part) => (typeof part === 'string' ? part : (part.choices ?? part.key)));
  if (texts.some((text) => / #|:(?: |$)/.test(text))) return { quotes: 'always' };
  if (texts.some((text) => /[,[\]{}]/.test(text))) return { quotes: 'flow' };
  return /^[-?:&*!|>'"%@`#]/.test(texts[0] ?? '') ? { quotes: 'start' } : {};
}

function lackingIn({ fields }: StepDefinition, { parts }: SentenceTemplate): readonly string[] {
  const named = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.key])));
  return fields.filter(({ key, required }) => required && !named.has(key)).map(({ key }) => key);
}

const show = ({ key, optional }: Placeholder): string => (optional ? `{${key}?}` : `{${key}}`);

const checks = /^(?:check|verify|validate|confirm|assert|count|find|look|see|expect|wait)\b/i;
const noVerb = /^(?:i|we|the|a|an|there|that|this|it|my|any|all|every|no|number|in|on|at|if|when|after|with)\b|^[^a-z]/i;

/** Whoever acts says "I"; a check says what is, unless it begins with a verb. */
function takesI({ type, expression }: StepDefinition, example: string): boolean {
  const hasVerb = type === 'ACTION' ? !noVerb.test(example) : checks.test(example);
  return hasVerb && expression?.match(createSubject(`When I ${example}`)) !== undefined;
}
