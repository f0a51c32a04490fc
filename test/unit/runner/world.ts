import type { Cancellation } from '../../../src/base/cancellation';
import { neverCancelled } from '../../../src/base/cancellation';
import type { Clock } from '../../../src/base/clock';
import { createCatalog } from '../../../src/registry/catalog';
import type { RunEvent } from '../../../src/run/events';
import {
  CogUnavailableError,
  type CogSession,
  type CogSessions,
  type StepAnswer,
  type StepCall,
} from '../../../src/runner/cog-sessions';
import { executeScenario, type Execution, type ExecutionResult } from '../../../src/runner/execute';

/** Sleeping only moves the hands. */
export function madeClock(): Clock & { readonly slept: number[] } {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

const step = (
  stepId: string,
  type: number,
  expression: string,
  fields: readonly (readonly [string, number])[] = [],
) => ({
  stepId,
  name: stepId,
  type,
  expression,
  expectedFieldsList: fields.map(([key, fieldType]) => ({ key, optionality: 0, type: fieldType, description: key })),
  expectedRecordsList: [],
});
const cog = (name: string, steps: ReturnType<typeof step>[]) => ({
  name,
  label: name,
  version: '1',
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList: steps,
});

/** `a/one` and `b/two`: each with an action `do …` and a validation `check …`, whose word is the answer that is wanted. */
export const catalog = createCatalog([
  cog('a/one', [
    step('Do', 0, 'do (?<what>.+)'),
    step('Check', 1, 'check (?<what>.+)'),
    step('Typed', 0, 'typed', [
      ['n', 3],
      ['b', 2],
      ['d', 4],
    ]),
  ]),
  cog('b/two', [step('Do2', 0, 'other do (?<what>.+)'), step('Check2', 1, 'other check (?<what>.+)')]),
]);

function outcomeOf(word: string): StepAnswer['outcome'] {
  if (word.startsWith('fail')) return 'Failed';
  return word.startsWith('err') ? 'Error' : 'Passed';
}

/** Cogs that answer `pass`, `fail` or `err` as their data's `what` says; every conversation is noted. */
export class FakeCogs implements CogSessions {
  readonly talk: string[] = [];
  readonly calls: StepCall[] = [];
  /** What each call's `__stepOrder` was. */
  readonly orders: unknown[] = [];
  answer: (call: StepCall) => StepAnswer | Promise<StepAnswer> = ({ data }) => {
    const word = String(data['what']);
    return { outcome: outcomeOf(word), message: word, records: [] };
  };

  open(name: string): Promise<CogSession> {
    if (name === 'b/two' && this.talk.includes('forbid'))
      return Promise.reject(new CogUnavailableError(name, 'b/two is not there. Install it.'));
    this.talk.push(`open ${name}`);
    return Promise.resolve({
      run: async (call) => {
        const { __stepOrder: order, ...data } = call.data;
        this.calls.push(call);
        this.orders.push(order);
        this.talk.push(`${call.stepId} ${JSON.stringify(data)}`);
        return this.answer(call);
      },
      close: () => {
        this.talk.push(`close ${name}`);
        return Promise.resolve();
      },
      abandon: () => this.talk.push(`abandon ${name}`),
    });
  }
}

export interface Played {
  readonly result: ExecutionResult;
  readonly events: readonly RunEvent[];
  readonly talk: readonly string[];
  readonly slept: readonly number[];
  /** One line a finished step: `0 Passed pass`. */
  readonly log: readonly string[];
}

export interface Play extends Partial<Execution> {
  readonly cogs?: FakeCogs;
  readonly clock?: ReturnType<typeof madeClock>;
  readonly cancellation?: Cancellation;
}

/** Executes sentences (or steps) in a made world. */
export async function play(
  steps: readonly (string | Execution['steps'][number])[],
  { cogs = new FakeCogs(), clock = madeClock(), cancellation = neverCancelled, ...rest }: Play = {},
): Promise<Played> {
  const events: RunEvent[] = [];
  const execution = {
    tokens: {},
    scenarioId: 'run',
    requestorId: 'user',
    ...rest,
    steps: steps.map((item) => (typeof item === 'string' ? { step: item } : item)),
  };
  const result = await executeScenario(execution, {
    catalog,
    cogs,
    clock,
    cancellation,
    emit: (event) => void events.push(event),
  });
  const log = events.flatMap((event) =>
    event.kind === 'stepFinished' ? [`${event.index} ${event.result.outcome} ${event.result.message}`] : [],
  );
  return { result, events, talk: cogs.talk, slept: clock.slept, log };
}
