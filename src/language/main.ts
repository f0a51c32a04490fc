// The bundle `language.cjs`: loaded when the first scenario document needs it. Functions only.
export { compileCatalog } from '../registry/catalog';
export { readRegistryFile } from '../registry/registry-file';
export { openScenario } from './live-scenario';
export { formatScenario } from '../scenario/format/format-scenario';
