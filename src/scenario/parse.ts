import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { isRecord } from '../base/json';
import { deepest, isTooDeep } from '../base/struct';
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

/** The same, with the whole file for readers of keys that the model does not hold. */
export interface ParsedFile extends ParsedScenario {
  /** There with the scenario. */
  readonly root?: Found;
}

/** How often aliases may repeat what they stand for: one in every step, but not aliases of aliases without end. */
const maxAliasCount = 10_000;

/** Where something stands in the file, and what is wrong with it. */
export type Complain = (message: string, node?: unknown) => void;

/** A value with its place in the file. */
export interface Found {
  readonly value: unknown;
  readonly node: unknown;
}

/** What stands at a key; nothing where there is no such key, or no map. */
export const inMap = ({ value, node }: Found, key: string): Found => ({
  value: isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined,
  node: isMap(node) ? node.get(key, true) : undefined,
});

/** A text as it is written: a name such as `1.10` is no number to anybody but YAML. */
export function readText({ value, node }: Found): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return isScalar(node) && node.source !== undefined ? node.source : String(value);
}

/** A map of data or tokens. */
function readValues(found: Found, what: string, complain: Complain): Readonly<Record<string, unknown>> | undefined {
  const { value, node } = found;
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) complain(`${what} that are no map of names and values.`, node);
  else if (isTooDeep(value))
    complain(`${what} that hold themselves, or values at more than ${deepest} levels. Make them flatter.`, node);
  else return value;
  return undefined;
}

function readSeconds(
  step: Found,
  key: 'waitFor' | 'failAfter',
  complain: Complain,
): Partial<Record<typeof key, number>> {
  const { value, node } = inMap(step, key);
  if (value === undefined || value === null) return {};
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) return { [key]: seconds };
  complain(`a "${key}" that is no number of seconds, such as 5.`, node);
  return {};
}

/** Reads one step; `undefined` for what is neither a sentence nor names a step definition. */
function readStep(step: Found, complain: Complain): ScenarioStep | undefined {
  const data = readValues(inMap(step, 'data'), 'data', complain);
  const common = {
    ...(data ? { data } : {}),
    ...readSeconds(step, 'waitFor', complain),
    ...readSeconds(step, 'failAfter', complain),
  };
  const [sentence, cog, stepId, name] = ['step', 'cog', 'stepId', 'name'].map((key) => readText(inMap(step, key)));
  // Of a step in both forms the sentence counts, as in the older runner.
  if (sentence) return { step: sentence, ...common };
  if (cog && stepId) return { cog, stepId, ...(name === undefined ? {} : { name }), ...common };
  complain('neither "step" nor "cog" and "stepId".', step.node);
  return undefined;
}

/** Reads a list of steps. */
export function readSteps({ value, node }: Found, complain: Complain): readonly ScenarioStep[] | undefined {
  if (!Array.isArray(value)) {
    complain('"steps" is missing, or is not a list.', node);
    return undefined;
  }
  const items = isSeq(node) ? node.items : [];
  return value.flatMap((item: unknown, index) => {
    const place = items[index];
    return (
      readStep({ value: item, node: place }, (message, inner = place) =>
        complain(`Step ${index + 1} has ${message}`, inner),
      ) ?? []
    );
  });
}

function readModel(root: Found, complain: Complain): ScenarioModel | undefined {
  if (!isRecord(root.value)) {
    complain('A scenario file holds a map with "scenario" and "steps".');
    return undefined;
  }
  const steps = readSteps(inMap(root, 'steps'), complain);
  if (!steps) return undefined;
  const name = readText(inMap(root, 'scenario'));
  if (!name) complain('"scenario" is missing. It names the scenario.');
  const description = readText(inMap(root, 'description'));
  const tokens = readValues(inMap(root, 'tokens'), 'tokens', (message, node) =>
    complain(`The scenario has ${message}`, node),
  );
  return {
    scenario: name ?? '',
    ...(description === undefined ? {} : { description }),
    ...(tokens ? { tokens } : {}),
    steps,
  };
}

/** The value of a document; complains where there is none: an alias without its anchor, or aliases that grow without end. */
function unfold(document: Document.Parsed, complain: Complain): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    complain(/alias count/i.test(reason) ? 'The aliases repeat too much. Write out what they stand for.' : reason);
    return undefined;
  }
}

/** In plainer words than the parser's own. */
function messageOf({ code, message }: Document.Parsed['errors'][number]): string {
  if (code === 'MULTIPLE_DOCS')
    return 'A scenario file holds one document. Take out what begins with "---", or put it into a file of its own.';
  return message.includes('call stack')
    ? 'Maps and lists stand in one another too deep to be read. Make them flatter.'
    : message;
}

function syntaxProblems({ errors }: Document.Parsed, lines: LineCounter): readonly ScenarioProblem[] {
  const problems = errors.map((error): ScenarioProblem => ({
    message: messageOf(error),
    line: lines.linePos(error.pos[0]).line || 1,
  }));
  return problems.filter(
    ({ message, line }, index) =>
      problems.findIndex((other) => other.message === message && other.line === line) === index,
  );
}

/** Reads a scenario file. Never throws: what is wrong comes back as problems, beside all that could be read. */
export function parseScenario(text: string): ParsedScenario {
  const { scenario, problems } = parseFile(text);
  return { ...(scenario ? { scenario } : {}), problems };
}

/** The same. */
export function parseFile(text: string): ParsedFile {
  const lines = new LineCounter();
  // Not 'silent': then a second document would be left out without a word.
  const document = parseDocument(text, { lineCounter: lines, merge: true, logLevel: 'error', prettyErrors: false });
  const problems = [...syntaxProblems(document, lines)];
  const complain: Complain = (message, node) => {
    const start = isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
    problems.push({ message, line: start === undefined ? 1 : lines.linePos(start).line });
  };
  const before = problems.length;
  const value = unfold(document, complain);
  const scenario = problems.length > before ? undefined : readModel({ value, node: document.contents }, complain);
  return { ...(scenario ? { scenario, root: { value, node: document.contents } } : {}), problems };
}
