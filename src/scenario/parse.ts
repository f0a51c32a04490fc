import { LineCounter, parseDocument } from 'yaml';
import { isRecord } from '../base/json';
import type { ScenarioModel, ScenarioStep } from './model';

export interface ScenarioProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

export interface ParsedScenario {
  /** Absent where the text is no scenario. */
  readonly scenario?: ScenarioModel;
  readonly problems: readonly ScenarioProblem[];
}

const optionalNumber = (source: Readonly<Record<string, unknown>>, key: 'waitFor' | 'failAfter'): Partial<Record<typeof key, number>> => {
  const value = source[key];
  return typeof value === 'number' && Number.isFinite(value) ? { [key]: value } : {};
};

/** Reads one step; `undefined` for what is neither a sentence nor names a step definition. */
function readStep(source: unknown): ScenarioStep | undefined {
  if (!isRecord(source)) return undefined;
  const common = {
    ...(isRecord(source['data']) ? { data: source['data'] } : {}),
    ...optionalNumber(source, 'waitFor'),
    ...optionalNumber(source, 'failAfter'),
  };
  const { step, cog, stepId, name } = source;
  if (typeof cog === 'string' && typeof stepId === 'string') return { cog, stepId, ...(typeof name === 'string' ? { name } : {}), ...common };
  return typeof step === 'string' ? { step, ...common } : undefined;
}

function readModel(source: unknown): { readonly scenario?: ScenarioModel; readonly faults: readonly string[] } {
  if (!isRecord(source)) return { faults: ['A scenario file holds a map with "scenario" and "steps".'] };
  const { scenario, description, tokens, steps } = source;
  if (!Array.isArray(steps)) return { faults: ['"steps" is missing, or is not a list.'] };
  const read = steps.map(readStep);
  const faults = read.flatMap((step, index) => (step ? [] : [`Step ${index + 1} has neither "step" nor "cog" and "stepId".`]));
  if (typeof scenario !== 'string') faults.push('"scenario" is missing: it gives the scenario its name.');
  return {
    scenario: {
      scenario: typeof scenario === 'string' ? scenario : '',
      ...(typeof description === 'string' ? { description: description.trim() } : {}),
      ...(isRecord(tokens) ? { tokens } : {}),
      steps: read.filter((step) => step !== undefined),
    },
    faults,
  };
}

/** Reads a scenario file. Never throws: what is wrong comes back as problems, beside all that could be read. */
export function parseScenario(text: string): ParsedScenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, logLevel: 'silent' });
  const problems = document.errors.map(({ message, pos }): ScenarioProblem => ({ message: message.split('\n')[0] ?? message, line: lines.linePos(pos[0]).line }));
  try {
    const { scenario, faults } = readModel(document.toJS({ maxAliasCount: 100 }));
    return { ...(scenario ? { scenario } : {}), problems: [...problems, ...faults.map((message) => ({ message, line: 1 }))] };
  } catch (error) {
    // An alias without its anchor, or aliases that grow without end.
    return { problems: [...problems, { message: error instanceof Error ? error.message : String(error), line: 1 }] };
  }
}
