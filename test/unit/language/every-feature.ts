import { hoverAt } from '../../../src/language/hover/hover';
import type { LiveScenario } from '../../../src/language/live-scenario';
import { pathAt } from '../../../src/language/node-path';
import type { ReadScenario } from '../../../src/language/read-scenario';
import type { Span } from '../../../src/scenario/document/tree';

/** Something that can be asked of any file at any offset. */
export interface Feature {
  readonly name: string;
  /** @returns every span of the file that the answer names. */
  readonly run: (live: LiveScenario, scenario: ReadScenario, offset: number) => readonly Span[];
}

/** Everything that the language service does: whoever adds to it adds here, and mutated files are tried on it. */
export const features: readonly Feature[] = [
  {
    name: 'nodes around an offset',
    run: (_live, scenario, offset) => {
      const { nodes, key, toFile } = pathAt(scenario, offset);
      return [...nodes.map(({ node }) => node), ...(key ? [key.key] : [])].map(({ span }) => toFile(span));
    },
  },
  { name: 'hover', run: (_live, scenario, offset) => [hoverAt(scenario, offset)].flatMap((hover) => hover?.span ?? []) },
  { name: 'problems', run: (live, { knowledge }) => live.problems(knowledge).map(({ span }) => span) },
];
