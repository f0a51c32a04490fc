import type { TimeFormat } from '../../view/time';
import { folderTooltip, runTooltip, scenarioTooltip, type TooltipWorld } from '../../view/tooltip';
import type { NodeTarget } from '../../view/tree';
import type { ScenarioStore } from './scenario-store';

type Target<K extends NodeTarget['kind']> = Extract<NodeTarget, { readonly kind: K }>;

/** A row's tooltip, made when the mouse rests on it. */
export async function rowTooltip(
  store: ScenarioStore,
  target: NodeTarget,
  time: TimeFormat,
): Promise<string | undefined> {
  const world = { time, now: Date.now() };
  if (target.kind === 'folder') return ofFolder(store, target, world);
  if (target.kind === 'run') return ofRun(store, target, world);
  return target.kind === 'scenario' ? ofScenario(store, target, world) : undefined;
}

function ofFolder({ index }: ScenarioStore, { folderId }: Target<'folder'>, world: TooltipWorld): string | undefined {
  const folder = index.folder(folderId);
  return (
    folder &&
    folderTooltip({ ...(folder.folder ? { folder: folder.folder } : {}), count: folder.scenarios.length }, world)
  );
}

function ofRun(
  { knowledge }: ScenarioStore,
  { scenarioId, runId }: Target<'run'>,
  world: TooltipWorld,
): string | undefined {
  const run = knowledge.runs(scenarioId)?.list?.find(({ id }) => id === runId);
  const failed = knowledge.failedStep(runId);
  return run && runTooltip({ run, ...(failed ? { failed } : {}) }, world);
}

async function ofScenario(
  store: ScenarioStore,
  { scenarioId }: Target<'scenario'>,
  world: TooltipWorld,
): Promise<string | undefined> {
  const { knowledge, index } = store;
  const scenario = index.scenario(scenarioId);
  if (!scenario) return undefined;
  const list = await store.recentRuns(scenarioId);
  const known = knowledge.runs(scenarioId);
  const runs = list ? { ...known, list } : known;
  const folder = index.folder(index.folderOf(scenarioId));
  const failed = known?.last ? knowledge.failedStep(known.last.id) : undefined;
  return scenarioTooltip(
    {
      scenario,
      ...(runs ? { runs } : {}),
      ...(folder?.folder ? { folderName: folder.name } : {}),
      ...(failed ? { failed } : {}),
    },
    world,
  );
}
