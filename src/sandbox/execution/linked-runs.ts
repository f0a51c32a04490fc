import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { LinkedScenario, ScenarioDefinition } from '../../wire/definition';
import type { RunFacts } from '../store/runs';
import type { Store } from '../store/store';
import { createRun, QuotaFault } from './create-run';
import type { RunStart } from './run-start';

interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Links that follow one another further than this are a circle in disguise. */
const longestChain = 5;

/** The scenarios whose runs led to this one, itself among them. */
function chainOf(store: Store, { id }: RunFacts): readonly number[] {
  const chain: number[] = [];
  for (
    let facts = store.runs.facts(id);
    facts && chain.length <= longestChain;
    facts = facts.parent === null ? undefined : store.runs.facts(facts.parent)
  )
    chain.push(facts.scenario);
  return chain;
}

/** Why a link is not followed, in words for the log; `undefined` where it is. */
function obstacle(store: Store, facts: RunFacts, template: number): string | undefined {
  const scenario = store.scenarios.get(facts.organization, template);
  if (scenario?.type !== 'template' || scenario.isLinkable !== true)
    return `scenario ${template} is no linkable template any more`;
  const chain = chainOf(store, facts);
  if (chain.includes(template)) return `scenario ${template} has run in this chain already`;
  return chain.length > longestChain ? `the chain is longer than ${longestChain} runs` : undefined;
}

function begin(
  { store, clock, log }: World,
  facts: RunFacts,
  { templateId: template, steps }: LinkedScenario & { readonly templateId: number },
): RunStart | undefined {
  const why = obstacle(store, facts, template);
  if (why !== undefined) {
    log.warn(`The scenario that is linked to run ${facts.id} was not run: ${why}.`);
    return undefined;
  }
  const { id: parent, organization, user, tokens, notify } = facts;
  try {
    const run = createRun({ store, clock }, organization, {
      scenario: template,
      user,
      tokens,
      notify,
      origin: 'link',
      parent,
    });
    return { run: run.id, ...(steps && steps.length > 0 ? { steps } : {}) };
  } catch (error) {
    if (!(error instanceof QuotaFault)) throw error;
    log.warn(`The scenario that is linked to run ${facts.id} was not run: ${error.message}`);
    return undefined;
  }
}

/**
 * Makes the run that follows a run's end: `onPass` after Passed, `onFail` after Failed and Error. It gets the same
 * tokens, and runs the link's own steps where it has some, the template's otherwise.
 */
export function beginLinked(
  world: World,
  facts: RunFacts,
  definition: ScenarioDefinition,
  outcome: 'Passed' | 'Failed' | 'Error',
): RunStart | undefined {
  const link = definition.linkedScenarios?.[outcome === 'Passed' ? 'onPass' : 'onFail'];
  // The API's reference leaves the template optional; without one there is nothing that could run.
  if (typeof link?.templateId !== 'number') return undefined;
  return begin(world, facts, { ...link, templateId: link.templateId });
}
