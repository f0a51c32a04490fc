import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { createSubject } from '../../registry/expression';
import { resolveSentence } from '../../registry/resolve';
import { renderTemplate, sentenceTemplate, type Placeholder, type SentenceTemplate } from '../../registry/template';

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
  return { definition, parts: template.parts, label: renderTemplate(template, show), takesI: takesI(definition, example), lacking };
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
