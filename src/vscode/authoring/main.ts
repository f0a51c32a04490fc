// The bundle `language.cjs`: loaded when the first scenario document needs it. Functions only.
import { DisposableStore, type Disposable } from '../../base/dispose';
import { setTranslator } from '../../base/localize';
import { Diagnostics } from './diagnostics';
import { registerDashes, registerFormatting } from './formatting';
import { OpenScenarios } from './open-scenarios';
import type { AuthoringWorld } from './world';

export { compileCatalog } from '../../registry/catalog';
export { readRegistryFile } from '../../registry/registry-file';

/** Everything that helps an author of scenario files. */
export function startAuthoring(world: AuthoringWorld): Disposable {
  setTranslator(world.translate);
  const store = new DisposableStore();
  const scenarios = store.add(new OpenScenarios(world.source, world.clock));
  store.add(new Diagnostics(scenarios, world));
  store.add(registerFormatting());
  store.add(registerDashes());
  return store;
}
