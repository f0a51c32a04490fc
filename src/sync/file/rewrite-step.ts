import { renameKey } from '../../scenario/edit/rename-key';
import type { StepConfiguration } from '../../wire/definition';
import type { Editing } from './editing';
import { jsonValue } from '../model/json-value';
import type { FileStep } from './read-file';
import { means, sentenceOf, type Speech, type SpokenValue, type WrittenSentence } from './sentence';

type Data = Readonly<Record<string, unknown>>;

/** The sentence with other values in the places of those that it says; `undefined` where a value does not fit there. */
function withValues(sentence: string, spoken: readonly SpokenValue[], data: Data): string | undefined {
  let text = '';
  let at = 0;
  for (const { key, start, end } of [...spoken].sort((a, b) => a.start - b.start)) {
    const value = data[key];
    if (typeof value !== 'string' || start < at) return undefined;
    text += sentence.slice(at, start) + value;
    at = end;
  }
  return (text + sentence.slice(at)).trim();
}

const without = (data: Data, spoken: readonly SpokenValue[]): Data =>
  Object.fromEntries(Object.entries(data).filter(([key]) => !spoken.some((value) => value.key === key)));

/** Changes one step of a file. */
class StepRewriting {
  readonly #editing: Editing;
  readonly #path: readonly (string | number)[];
  readonly #speech: Speech;

  constructor(editing: Editing, index: number, speech: Speech) {
    this.#editing = editing;
    this.#path = ['steps', index];
    this.#speech = speech;
  }

  /** @returns what the step is named in the end. */
  run({ configuration, spoken }: FileStep, wanted: StepConfiguration): string | undefined {
    for (const key of ['waitFor', 'failAfter'] as const) this.#change([key], configuration[key], wanted[key]);
    if (spoken) return this.#sentence(configuration, spoken, wanted);
    this.#change(['name'], configuration.name, wanted.name);
    this.#change(['data'], configuration.data, wanted.data);
    return wanted.name;
  }

  #change(keys: readonly string[], now: unknown, wanted: unknown): void {
    this.#editing.change([...this.#path, ...keys], now, wanted);
  }

  #sentence(now: StepConfiguration, spoken: readonly SpokenValue[], wanted: StepConfiguration): string | undefined {
    const { name = '', data = {} } = now;
    const sentence = sentenceOf(wanted, this.#speech) ?? this.#corrected(name, spoken, wanted);
    if (sentence) {
      this.#change(['step'], name, sentence.step);
      this.#data(without(data, spoken), sentence.data);
    } else this.#configure(now, wanted);
    return sentence?.step ?? wanted.name;
  }

  /** The cloud's sentence says other values than the step has: the file's says the right ones, if it can. */
  #corrected(sentence: string, spoken: readonly SpokenValue[], wanted: StepConfiguration): WrittenSentence | undefined {
    const { name, data = {} } = wanted;
    const step = name === undefined ? undefined : withValues(sentence, spoken, data);
    const rest = without(data, spoken);
    return step !== undefined && means(step, rest, { step: wanted, speech: this.#speech })
      ? { step, data: rest }
      : undefined;
  }

  /** Data that the sentence does not say; a key that it says may stand there too, and means nothing. */
  #data(now: Data, given: Data): void {
    for (const key of Object.keys(given))
      this.#change(['data', key], Object.hasOwn(now, key) ? now[key] : undefined, given[key]);
    for (const key of Object.keys(now))
      if (!Object.hasOwn(given, key)) this.#editing.drop([...this.#path, 'data', key]);
  }

  /** The step keeps its place, its comments and its other keys, and names its step definition from now on. */
  #configure(now: StepConfiguration, wanted: StepConfiguration): void {
    const isRenamed =
      wanted.name !== undefined && this.#editing.tries((text) => renameKey(text, [...this.#path, 'step'], 'name'));
    if (wanted.name !== undefined) this.#change(['name'], isRenamed ? now.name : undefined, wanted.name);
    this.#editing.set([...this.#path, 'cog'], wanted.cog);
    this.#editing.set([...this.#path, 'stepId'], wanted.stepId);
    if (!isRenamed) this.#editing.drop([...this.#path, 'step']);
    // As it is sent: what is equal there keeps its characters.
    const data = this.#editing.valueAt([...this.#path, 'data']) ?? undefined;
    this.#change(['data'], data === undefined ? undefined : jsonValue(data), wanted.data);
  }
}

/**
 * Makes a step of a file say what is wanted, in the form that it has: a sentence stays a sentence where one can say it.
 * @param from of the same cog and step id.
 * @returns the name that the step has then: not the wanted one where that says other values than the step has.
 */
export function rewriteStep(
  editing: Editing,
  index: number,
  from: FileStep,
  { wanted, speech }: { readonly wanted: StepConfiguration; readonly speech: Speech },
): string | undefined {
  return new StepRewriting(editing, index, speech).run(from, wanted);
}
