// The bundle `language.cjs`: loaded when the first scenario document needs it. Functions only.
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter } from '../../base/event';
import { setTranslator } from '../../base/localize';
import { registerCompletion } from './completion';
import { Diagnostics } from './diagnostics';
import { registerDashes, registerFormatting } from './formatting';
import { registerFormatting } from './formatting';
import { registerHover } from './hover';
import { OpenScenarios } from './open-scenarios';
import { OrganizationNamesStore } from './organization-names';
import type { AuthoringWorld, KnowledgeSource } from './world';
import { WorkspaceScenarios } from './scenario-files';
import type { AuthoringWorld } from './world';

export { compileCatalog } from '../../registry/catalog';
export { readRegistryFile } from '../../registry/registry-file';
export { changeWords } from '../../view/registry/registry-change';
export { registryReport } from '../../view/registry/registry-report';

/** Everything that helps an author of scenario files. */
export function startAuthoring(world: AuthoringWorld): Disposable {
  setTranslator(world.translate);
  const store = new DisposableStore();
  const source = createSource(world, store);
  const scenarios = store.add(new OpenScenarios(source, world.clock));
  store.add(new Diagnostics(scenarios, { ...world, source }));
  const scenarios = store.add(new OpenScenarios(world.source, world.clock));
  store.add(new WorkspaceScenarios(scenarios, world));
  store.add(new Diagnostics(scenarios, world));
  store.add(registerFormatting());
  store.add(registerDashes());
  store.add(registerCompletion(scenarios, world));
  store.add(registerHover(scenarios));
  return store;
}

/** What is known of cogs and of the organization, wherever a document lies. */
function createSource(world: AuthoringWorld, store: DisposableStore): KnowledgeSource {
  const { registries, sessions } = world;
  const names = store.add(new OrganizationNamesStore(sessions, world));
  const changed = store.add(new Emitter<undefined>());
  store.add(registries.onDidChange(() => changed.fire(undefined)));
  store.add(names.onDidChange(() => changed.fire(undefined)));
  return { knowledge: (uri) => ({ ...registries.knowledge(uri), organization: names.at(uri) }), onDidChange: changed.event };
}
