import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { findEntry } from '../../scenario/document/tree';
import { readTree } from '../../scenario/document/read-tree';
import { isTextStep, type ScenarioStep } from '../../scenario/model';
import { inMap, parseFile, readSteps, type Found } from '../../scenario/parse';
import type { LinkedScenario, LinkedScenarios, StepConfiguration } from '../../wire/definition';
import type { Content } from '../model/content';
import { jsonMap } from '../model/json-value';
import { normalLinks, normalStep } from '../model/normal-form';
import type { Language } from '../model/ports';
import { readSettings } from '../model/read-settings';
import { compileSentence, createSpeech, type ReadSentence, type Speech, type SpokenValue } from './sentence';

/** A step of a file: what it says, and how. */
export interface FileStep {
  readonly configuration: StepConfiguration;
  /** Where the step is a sentence: what it says. Its text is the configuration's name. */
  readonly spoken?: readonly SpokenValue[];
}

export interface FileProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

/** Those of a file's linked scenarios. */
export type LinkedSteps = Readonly<Partial<Record<keyof LinkedScenarios, readonly FileStep[]>>>;

/** A file as push and pull see it. */
export interface ReadFile {
  /** Absent where the file cannot be read, or a sentence of it means nothing. */
  readonly content?: Content;
  /** Those of the content, as they are written. */
  readonly steps: readonly FileStep[];
  readonly linkedSteps: LinkedSteps;
  readonly problems: readonly FileProblem[];
}

const reasons: Readonly<
  Record<Extract<ReadSentence, { problem: string }>['problem'], (label: string, sentence: string) => string>
> = {
  'no registry': (label) => t('{0} is a sentence, and the registry is not loaded. Refresh the registry.', label),
  'not understood': (label, sentence) =>
    t('{0}: no matching step: “{1}”. Check its wording, or refresh the registry.', label, sentence),
  cut: (label, sentence) =>
    t(
      '{0}: “{1}” uses a part of a date that changes from day to day. Use "cog", "stepId" and "data" instead.',
      label,
      sentence,
    ),
};

/** Compiles steps, and tells of those that cannot be. */
class StepCompiler {
  readonly #speech: Speech;
  readonly #complain: (message: string, index?: number) => void;

  constructor(speech: Speech, complain: (message: string, index?: number) => void) {
    this.#speech = speech;
    this.#complain = complain;
  }

  compile(step: ScenarioStep, label: string, index?: number): FileStep | undefined {
    if (!isTextStep(step)) return { configuration: normalStep(step) };
    const read = compileSentence(step.step, jsonMap(step.data ?? {}), this.#speech);
    if ('problem' in read) {
      this.#complain(reasons[read.problem](label, shorten(step.step)), index);
      return undefined;
    }
    const { cog, stepId, data, spoken } = read;
    const { waitFor = 0, failAfter = 0 } = step;
    return { configuration: normalStep({ cog, stepId, name: step.step, data, waitFor, failAfter }), spoken };
  }

  links(found: Found): { readonly links: LinkedScenarios | undefined; readonly steps: LinkedSteps } {
    const [onPass, onFail] = [inMap(found, 'onPass'), inMap(found, 'onFail')];
    const steps = { onPass: this.#linkedSteps(onPass, 'onPass'), onFail: this.#linkedSteps(onFail, 'onFail') };
    return {
      links: normalLinks({
        onPass: linkOf(onPass, steps.onPass),
        onFail: linkOf(onFail, steps.onFail),
      } as LinkedScenarios),
      steps,
    };
  }

  #linkedSteps(found: Found, when: string): readonly FileStep[] {
    const list = inMap(found, 'steps');
    const steps =
      (list.value === undefined || list.value === null
        ? []
        : readSteps(list, (message) => this.#complain(`${when}: ${message}`))) ?? [];
    return steps.flatMap((step, index) => this.compile(step, t('Step {0} of {1}', index + 1, when)) ?? []);
  }
}

function linkOf({ value }: Found, steps: readonly FileStep[]): LinkedScenario | undefined {
  if (!isRecord(value)) return undefined;
  const id = value['templateId'];
  return {
    ...(typeof id === 'number' && Number.isSafeInteger(id) ? { templateId: id } : {}),
    steps: steps.map(({ configuration }) => configuration),
  };
}

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** Of each step, from 1. */
function linesOfSteps(text: string): readonly number[] {
  const list = findEntry(readTree(text).root, 'steps')?.value;
  return list?.kind === 'list' ? list.items.map((item) => text.slice(0, item?.span.start ?? 0).split('\n').length) : [];
}

/** Reads a file for push and pull. Never throws. */
export function readFile(text: string, language: Language): ReadFile {
  const { scenario, root, problems: slips } = parseFile(text);
  if (!scenario || !root || slips.length > 0) return { steps: [], linkedSteps: {}, problems: slips };
  const problems: FileProblem[] = [];
  let lines: readonly number[] | undefined;
  const complain = (message: string, index?: number): void => {
    lines ??= index === undefined ? undefined : linesOfSteps(text);
    problems.push({ message, line: (index === undefined ? undefined : lines?.[index]) ?? 1 });
  };
  const tokens = jsonMap(scenario.tokens ?? {});
  const compiler = new StepCompiler(createSpeech(tokens, language), complain);
  const steps = scenario.steps.map((step, index) => compiler.compile(step, t('Step {0}', index + 1), index));
  const { links: linkedScenarios, steps: linkedSteps } = compiler.links(inMap(root, 'linkedScenarios'));
  if (problems.length > 0) return { steps: [], linkedSteps: {}, problems };
  const settings = readSettings(root, complain);
  const whole = steps.filter((step) => step !== undefined);
  const content = {
    name: scenario.scenario,
    description: scenario.description ?? '',
    tokens,
    steps: whole.map(({ configuration }) => configuration),
    settings,
    ...(linkedScenarios ? { linkedScenarios } : {}),
  };
  return { content, steps: whole, linkedSteps, problems };
}
