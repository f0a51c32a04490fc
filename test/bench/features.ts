import { completeAt } from '../../src/language/completion/complete';
import { hoverAt } from '../../src/language/hover/hover';
import type { InFile } from '../../src/scenario/document/offsets';
import type { ReadScenario } from '../../src/language/core/read-scenario';
import type { YamlServer } from './yaml-server';

/** What an author asks for at a place in a file, and what yaml-language-server has for it. */
export interface AskedFeature {
  readonly name: string;
  readonly ask: (scenario: ReadScenario, offset: InFile) => unknown;
  readonly server: (server: YamlServer, text: string, offset: number) => Promise<unknown>;
}

/** Each is measured at 1,000 steps. */
export const askedFeatures: readonly AskedFeature[] = [
  { name: 'completion', ask: completeAt, server: (server, text, offset) => server.completions(text, offset) },
  { name: 'hover', ask: hoverAt, server: (server, text, offset) => server.hover(text, offset) },
];
