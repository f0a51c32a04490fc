import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { resolveSentence } from '../../registry/resolve';
import { renderTemplate, sentenceTemplate, type Placeholder, type SentenceTemplate } from '../../registry/template';
import { readStops, type Part, type Reader } from './sentence-stops';
import { choice, plainSnippet, stop } from './snippet';

/** A sentence as it is proposed. */
export interface Sentence {
  readonly definition: StepDefinition;
  /** Texts, and tab stops between them. */
  readonly parts: readonly Part[];
  /** The sentence for a reader: `navigate to {url}`. */
  readonly label: string;
  /** Whether it reads better after "I". */
  readonly takesI: boolean;
  /** Whether it means the same after *Given* and the like: a value with which it begins may swallow them. */
  readonly takesKeyword: boolean;
  /** Required fields that it does not name: they need `data`. */
  readonly lacking: readonly string[];
}

/** Where parts cannot stand without quotes: anywhere, in a flow map, at the beginning of a value; `undefined` where they always can. */
export type NeedOfQuotes = 'always' | 'flow' | 'start' | undefined;

const sentences = new WeakMap<StepDefinition, { readonly catalog: Catalog; readonly sentence: Sentence | undefined }>();

/** Whether a definition's sentence is at hand. */
export const isMade = (definition: StepDefinition, catalog: Catalog): boolean =>
  sentences.get(definition)?.catalog === catalog;

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
  const lacking = lackingIn(definition, template);
  const given = Object.fromEntries(lacking.map((key) => [key, '']));
  const reads: Reader = (text, values) => {
    // YAML would take away the space at its start, and it is written on one line.
    const found = /^\s|^$|[\r\n]/.test(text) ? undefined : resolveSentence(catalog, text, given);
    return (
      found?.definition === definition && [...values].every(([{ key }, value]) => (found.data[key] ?? '') === value)
    );
  };
  const parts = readStops(template, reads);
  if (!parts) return undefined;
  const example = renderTemplate(template, (placeholder) => placeholder.example);
  const values = new Map(
    template.parts.flatMap((part): [Placeholder, string][] => (typeof part === 'string' ? [] : [[part, part.example]])),
  );
  const takes = (...leads: readonly string[]): boolean => leads.every((lead) => reads(lead + example, values));
  return {
    definition,
    parts,
    lacking,
    label: renderTemplate(template, show),
    takesI: saysWho(definition, example) && takes('Given I ', 'I '),
    takesKeyword: takes('Given ', 'Then '),
  };
}

/** Texts and tab stops as a snippet. What is left out takes the space before it along. */
export function snippetOf(parts: readonly Part[], quote: (text: string) => string): string {
  let number = 0;
  const texts = shownParts(parts).map((part) => {
    if (typeof part === 'string') return plainSnippet(quote(part));
    number += 1;
    return part.choices ? choice(number, part.choices.map(quote)) : stop(number, quote(part.start));
  });
  return texts.join('');
}

/** The parts without the stops that are not offered. */
export function shownParts(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part, index): readonly Part[] => {
    if (typeof part !== 'string') return part.isOffered ? [part] : [];
    const next = parts[index + 1];
    return [typeof next === 'object' && !next.isOffered ? part.replace(/ $/, '') : part];
  });
}

export function needOfQuotes(parts: readonly Part[]): NeedOfQuotes {
  const texts = shownParts(parts).map((part) => (typeof part === 'string' ? part : (part.choices ?? [part.start])));
  const all = texts.flat();
  const joined = texts.map((text) => (typeof text === 'string' ? text : (text[0] ?? ''))).join('');
  if ([...all, joined].some((text) => / #|:(?: |$)/.test(text))) return 'always';
  if (all.some((text) => /[,[\]{}]/.test(text))) return 'flow';
  return /^[-?:&*!|>'"%@`#]/.test(joined) ? 'start' : undefined;
}

function lackingIn({ fields }: StepDefinition, { parts }: SentenceTemplate): readonly string[] {
  const named = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.key])));
  return fields.filter(({ key, required }) => required && !named.has(key)).map(({ key }) => key);
}

const show = ({ key, optional }: Placeholder): string => (optional ? `{${key}?}` : `{${key}}`);

const checks = /^(?:check|verify|validate|confirm|assert|count|find|look|see|expect|wait)\b/i;
const noVerb =
  /^(?:i|we|the|a|an|there|that|this|it|my|any|all|every|no|number|in|on|at|if|when|after|with)\b|^[^a-z]/i;

/** Whoever acts says "I"; a check says what is, unless it begins with a verb. */
const saysWho = ({ type }: StepDefinition, example: string): boolean =>
  type === 'ACTION' ? !noVerb.test(example) : checks.test(example);
