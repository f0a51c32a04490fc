import type { TimeFormat } from '../../view/time';
import { folderTooltip, runTooltip, scenarioTooltip, type ScenarioTooltip } from '../../view/tooltip';
import type { NodeTarget } from '../../view/tree';
import type { Scenario } from '../../wire/records';
import type { ScenarioStore } from './scenario-store';

/** A row's tooltip, made when the mouse rests on it, from what is known by then. */
export function rowTooltip(store: ScenarioStore, target: NodeTarget, time: TimeFormat): string | undefined {
  const { knowledge, index } = store;
  const world = { time, now: Date.now() };
  if (target.kind === 'folder') {
    const folder = index.folder(target.folderId);
    return folder && folderTooltip({ ...(folder.folder ? { folder: folder.folder } : {}), count: folder.scenarios.length }, world);
  }
  const runs = knowledge.runs(target.scenarioId);
  if (target.kind === 'run') {
    const run = runs?.list?.find(({ id }) => id === target.runId);
    const failed = knowledge.failedStep(target.runId);
    return run && runTooltip({ run, ...(failed ? { failed } : {}) }, world);
  }
  const scenario = index.scenario(target.scenarioId);
  return scenario && scenarioTooltip({ scenario, ...scenarioFacts(store, scenario) }, world);
}

function scenarioFacts({ knowledge, index }: ScenarioStore, { id }: Scenario): Partial<Omit<ScenarioTooltip, 'scenario'>> {
  const runs = knowledge.runs(id);
  const folder = index.folder(index.folderOf(id));
  const failed = runs?.last ? knowledge.failedStep(runs.last.id) : undefined;
  return { ...(runs ? { runs } : {}), ...(folder?.folder ? { folderName: folder.name } : {}), ...(failed ? { failed } : {}) };
}
