import type { Clock } from '../base/clock';
import { TimeSlicer } from '../base/time-slices';
import type { RegistryEntryPayload } from '../wire/registry';
import { readEntry, type Cog, type StepDefinition, type UnusableDefinition } from './definition';
import { SentenceIndex } from './sentence-index';

/** All that is known of the cogs: the registry, read once. */
export interface Catalog {
  /** The cogs by name, in registry order. */
  readonly cogs: ReadonlyMap<string, Cog>;
  /** Step definitions whose sentences cannot be used; they still run when named by `stepId`. */
  readonly unusable: readonly UnusableDefinition[];
  /** Finds the step definitions that a sentence may mean. */
  readonly sentences: SentenceIndex;
  /** The step definition that a configuration step names. */
  definition(cog: string, stepId: string): StepDefinition | undefined;
}

const key = (cog: string, stepId: string): string => `${cog}\n${stepId}`;

/** Reads registry entries of any age and origin. A later entry replaces a cog of the same name as a whole. */
export function createCatalog(entries: readonly RegistryEntryPayload[]): Catalog {
  const work = buildCatalog(entries);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The same catalog as `createCatalog` makes, in slices of some milliseconds: in between, the clock sleeps and others work. */
export async function compileCatalog(entries: readonly RegistryEntryPayload[], clock: Clock): Promise<Catalog> {
  const work = buildCatalog(entries);
  const slicer = new TimeSlicer(clock);
  for (;;) {
    const step = await slicer.run(() => work.next());
    if (step.done === true) return step.value;
  }
}

function* buildCatalog(entries: readonly RegistryEntryPayload[]): Generator<undefined, Catalog> {
  const cogs = new Map<string, Cog>();
  const unusable = new Map<string, readonly UnusableDefinition[]>();
  for (const entry of entries) {
    const read = yield* readEntry(entry);
    if (!read) continue;
    // Deleting first moves the cog to its new place in the order: "the last wins" is about the registry as it is now.
    cogs.delete(read.cog.name);
    cogs.set(read.cog.name, read.cog);
    unusable.set(read.cog.name, read.unusable);
  }
  const steps = new Map<string, StepDefinition>();
  for (const cog of cogs.values()) for (const step of cog.steps) steps.set(key(cog.name, step.stepId), step);
  yield;
  return {
    cogs,
    unusable: [...unusable.values()].flat(),
    sentences: new SentenceIndex([...cogs.values()].flatMap((cog) => cog.steps)),
    definition: (cog, stepId) => steps.get(key(cog, stepId)),
  };
}
