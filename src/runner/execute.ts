import { CancelledError, type Cancellation } from '../base/cancellation';
import type { Clock } from '../base/clock';
import { isTooDeep } from '../base/struct';
import type { Catalog } from '../registry/catalog';
import type { StepDefinition } from '../registry/definition';
import type { RunEvent, StepResult } from '../run/events';
import { createDateTokens } from '../scenario/dates';
import type { ScenarioStep, TokenValues } from '../scenario/model';
import { lookupToken, type TokenLookup } from '../scenario/tokens';
import { attemptStep } from './attempt-step';
import type { CogSessions } from './cog-sessions';
import { Conversation } from './conversation';
import { DynamicTokens } from './dynamic-tokens';
import { planStep, type PlannedStep } from './plan-step';

/** One run of one scenario. */
export interface Execution {
  readonly steps: readonly ScenarioStep[];
  /** The scenario's own static tokens. */
  readonly tokens: TokenValues;
  /** Values given for this run: they win over every other token of the same name. */
  readonly overrides?: TokenValues;
  /** One per run. */
  readonly scenarioId: string;
  /** One per user. */
  readonly requestorId: string;
}

export interface ExecutionWorld {
  readonly catalog: Catalog;
  readonly cogs: CogSessions;
  readonly clock: Clock;
  readonly emit: (event: RunEvent) => void;
  readonly cancellation: Cancellation;
}

/** How a run ended. */
export interface ExecutionResult {
  readonly outcome: 'Passed' | 'Failed' | 'Error';
  /** Milliseconds. */
  readonly duration: number;
  /** Why, where no step tells: stopped, nothing to run, or a fault of the runner's world. */
  readonly reason?: string;
}

type Ending = Omit<ExecutionResult, 'duration'>;

/**
 * Executes a scenario step by step and tells of it through `world.emit`. Never rejects: whatever goes wrong is the
 * outcome `Error`, with a step's message or a reason.
 */
export async function executeScenario(execution: Execution, world: ExecutionWorld): Promise<ExecutionResult> {
  const start = world.clock.now();
  const ending = await runToEnd(execution, world, start);
  const at = world.clock.now();
  const result = { ...ending, duration: at - start };
  try {
    world.emit({ kind: 'finished', at, ...result });
  } catch (error) {
    return { outcome: 'Error', duration: result.duration, reason: faultReason(error) };
  }
  return result;
}

const faultReason = (error: unknown): string =>
  `The run broke off: ${error instanceof Error ? error.message : String(error)}`;

async function runToEnd(execution: Execution, world: ExecutionWorld, start: number): Promise<Ending> {
  const conversation = new Conversation(world.cogs, world.cancellation);
  try {
    world.emit({ kind: 'started', at: start });
    if (execution.steps.length === 0)
      return { outcome: 'Error', reason: 'The scenario has no steps. Add one and run it again.' };
    return await runSteps(execution, world, conversation);
  } catch (error) {
    return { outcome: 'Error', reason: error instanceof CancelledError ? 'The run was stopped.' : faultReason(error) };
  } finally {
    await conversation.close();
  }
}

/** What steps share in a run. */
interface RunContext {
  readonly execution: Execution;
  readonly world: ExecutionWorld;
  readonly conversation: Conversation;
  readonly dynamic: DynamicTokens;
}

/** Values given for the run first; then what the scenario says, the date, and what earlier steps left. */
function tokenLookup(execution: Execution, dynamic: DynamicTokens, now: number): TokenLookup {
  const dates = createDateTokens(now);
  return (name) =>
    lookupToken(execution.overrides ?? {}, name) ??
    lookupToken(execution.tokens, name) ??
    dates(name) ??
    dynamic.lookup(name);
}

async function runSteps(execution: Execution, world: ExecutionWorld, conversation: Conversation): Promise<Ending> {
  const dynamic = new DynamicTokens();
  const lookup = tokenLookup(execution, dynamic, world.clock.now());
  const context: RunContext = { execution, world, conversation, dynamic };
  let outcome: Ending['outcome'] = 'Passed';
  for (const [index, step] of execution.steps.entries()) {
    if (world.cancellation.isCancellationRequested) throw new CancelledError();
    const plan = planStep(step, world.catalog, lookup);
    // After a failed validation only more validations run: one look shows all that is wrong, and nothing is changed any more.
    const isValidation = plan.definition?.type === 'VALIDATION';
    if (outcome === 'Failed' && !isValidation) break;
    const result = await runStep(step, index, plan, context);
    if (result.outcome === 'Passed') continue;
    outcome = result.outcome === 'Failed' ? 'Failed' : 'Error';
    if (outcome === 'Error' || !isValidation) break;
  }
  return { outcome };
}

async function runStep(step: ScenarioStep, index: number, plan: PlannedStep, context: RunContext): Promise<StepResult> {
  const { clock, emit } = context.world;
  emit({ kind: 'stepStarted', at: clock.now(), index });
  const finish = (result: StepResult): StepResult => {
    emit({ kind: 'stepFinished', at: clock.now(), index, result });
    return result;
  };
  if (!plan.definition) return finish(unplannedResult(step, plan.problem));
  const { definition, data } = plan;
  const resultOf = ({ outcome, message }: Pick<StepResult, 'outcome' | 'message'>): StepResult => ({
    outcome,
    message,
    ...stepFacts(definition, data),
  });
  try {
    const reply = await attemptStep({
      waitFor: step.waitFor ?? 0,
      failAfter: step.failAfter ?? 0,
      clock,
      cancellation: context.world.cancellation,
      tryOnce: () => tryOnce(definition, { __stepOrder: index + 1, ...data }, context),
      onRetry: (retried) => emit({ kind: 'stepRetried', at: clock.now(), index, result: resultOf(retried) }),
    });
    return finish(resultOf(reply));
  } catch (error) {
    if (error instanceof CancelledError)
      finish(
        resultOf({
          outcome: 'Error',
          message: 'Stopped while this step was going. What it had done by then stays done.',
        }),
      );
    throw error;
  }
}

/** Beside its own data a step hears in `__stepOrder` which one of the scenario it is, from 1: cogs number records so (`form.2`). */
async function tryOnce(definition: StepDefinition, data: Readonly<Record<string, unknown>>, context: RunContext) {
  const { scenarioId, requestorId } = context.execution;
  const reply = await context.conversation.run(definition.cog, {
    stepId: definition.stepId,
    data,
    scenarioId,
    requestorId,
  });
  context.dynamic.add(definition.cog, reply.records);
  return reply;
}

const stepFacts = ({ cog, stepId }: StepDefinition, stepData: Readonly<Record<string, unknown>>) => ({
  cog,
  stepId,
  stepData,
});

function unplannedResult(step: ScenarioStep, message: string): StepResult {
  if ('step' in step) return { outcome: 'Error', message };
  const { cog, stepId, data } = step;
  return { outcome: 'Error', message, cog, stepId, stepData: isTooDeep(data) ? {} : (data ?? {}) };
}
