import type { Catalog } from '../../registry/catalog';
import { coerceData } from '../../registry/coerce';
import type { StepDefinition } from '../../registry/definition';
import type { Capture } from '../../registry/expression';
import { readSentence } from '../../registry/readings';
import { createDateTokens } from '../../scenario/dates';
import { sameValue } from '../../scenario/edit/plain-value';
import type { TokenValues } from '../../scenario/model';
import { isPage, substitute, type Substitution } from '../../scenario/substitution';
import { datePhrase, findTokens, lookupToken, substituteText, type TokenLookup } from '../../scenario/tokens';
import type { StepConfiguration } from '../../wire/definition';
import { jsonMap } from '../model/json-value';
import { normalStep } from '../model/normal-form';
import type { Language } from '../model/ports';

/** What sentences of one scenario are read with. */
export interface Speech {
  readonly catalog: Catalog | undefined;
  /** Values as they stand in sentences. */
  readonly lookup: TokenLookup;
  /** Whether a token's value is the same tomorrow. */
  readonly isLasting: (name: string) => boolean;
}

/** A value that a sentence gives, with its place in the sentence as it is written. */
export interface SpokenValue {
  readonly key: string;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export type ReadSentence =
  | {
      readonly cog: string;
      readonly stepId: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly spoken: readonly SpokenValue[];
    }
  /** Why the sentence cannot be sent. `cut`: a value of it holds a part of a token's value, and that value changes. */
  | { readonly problem: 'no registry' | 'not understood' | 'cut' };

export function createSpeech(tokens: TokenValues, { catalog, now }: Language): Speech {
  const dates = createDateTokens(now);
  const isLasting = (name: string): boolean =>
    lookupToken(tokens, name) !== undefined || datePhrase(name) === undefined;
  return {
    catalog,
    isLasting,
    lookup: (name) => {
      const value = lookupToken(tokens, name) ?? dates(name);
      // As the runner does it: such a value takes the place of its token in what is captured, not in the sentence.
      return isPage(value) ? undefined : value;
    },
  };
}

/**
 * What a sentence means, by the one rule. Values keep the tokens that they are written with: a run may give these other values.
 * @param given the step's `data`; what the sentence says wins over it.
 */
export function compileSentence(
  sentence: string,
  given: Readonly<Record<string, unknown>>,
  speech: Speech,
): ReadSentence {
  if (!speech.catalog) return { problem: 'no registry' };
  const substitution = substitute(sentence, speech.lookup);
  const reading = readSentence(speech.catalog, substitution.text, given);
  if (!reading) return { problem: 'not understood' };
  const { definition, captures } = reading;
  const spoken: (readonly [string, string])[] = [];
  for (const capture of captures) {
    const value = writtenValue(capture, { sentence, substitution, definition, speech });
    if (value === undefined) return { problem: 'cut' };
    spoken.push([capture.name, value]);
  }
  return {
    cog: definition.cog,
    stepId: definition.stepId,
    data: jsonMap({ ...given, ...Object.fromEntries(spoken) }),
    spoken: captures.map(({ name, start, end }) => ({ key: name, ...substitution.toSource(start, end) })),
  };
}

interface Around {
  readonly sentence: string;
  readonly substitution: Substitution;
  readonly definition: StepDefinition;
  readonly speech: Speech;
}

/**
 * What is written where a value was captured. Where the capture ends within a token's value, what is written says too much:
 * then it is still right if the field's type makes the same of both (a date of a date and time); else the captured value
 * itself is taken, unless it is another one tomorrow, or would be read for tokens.
 */
function writtenValue(
  { name, value, start, end }: Capture,
  { sentence, substitution, definition, speech }: Around,
): string | undefined {
  if (value === '') return value;
  const place = substitution.toSource(start, end);
  const written = sentence.slice(place.start, place.end);
  const meant = substituteText(written, speech.lookup);
  if (
    meant === value ||
    sameValue(coerceData(definition, { [name]: meant }), coerceData(definition, { [name]: value }))
  )
    return written;
  const isLasting = findTokens(written).every((token) => speech.isLasting(token.name));
  return isLasting && substituteText(value, speech.lookup) === value ? value : undefined;
}

/** A step as a file writes it. */
export interface WrittenSentence {
  readonly step: string;
  /** What the sentence does not say. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The sentence of a step, if its name is one that means the same step with the same data. */
export function sentenceOf(step: StepConfiguration, speech: Speech): WrittenSentence | undefined {
  const { name, data = {} } = step;
  if (name === undefined) return undefined;
  const read = compileSentence(name, data, speech);
  if ('problem' in read) return undefined;
  const said = new Set(read.spoken.map(({ key }) => key));
  const rest = Object.fromEntries(Object.entries(data).filter(([key]) => !said.has(key)));
  return means(name, rest, { step, speech }) ? { step: name, data: rest } : undefined;
}

/** Whether a sentence with such data is the step, whatever its name. */
export function means(
  sentence: string,
  given: Readonly<Record<string, unknown>>,
  { step, speech }: { readonly step: StepConfiguration; readonly speech: Speech },
): boolean {
  const read = compileSentence(sentence, given, speech);
  if ('problem' in read) return false;
  const { cog, stepId, data } = normalStep(read);
  return cog === step.cog && stepId === step.stepId && sameValue(data ?? {}, step.data ?? {});
}
