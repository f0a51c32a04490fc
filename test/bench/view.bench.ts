import { createScenarioIndex } from '../../src/view/scenario-index';
import { createTimeFormat } from '../../src/view/time';
import { createTranscript } from '../../src/view/transcript';
import { createScenarioTree } from '../../src/view/tree';
import type { Folder, Scenario } from '../../src/wire/records';
import type { Row } from './row';

const time = createTimeFormat({ locale: 'en', timeZone: 'UTC' });
const nothing = { runs: () => undefined, failedStep: () => undefined, live: () => undefined };

/** What the view makes of much data, each against a tenth or a hundredth of it, per piece. */
export function viewRows(): Promise<readonly Row[]> {
  const [few, many] = [transcriptStep(2_000), transcriptStep(20_000)];
  const [small, large] = [treeRow(50), treeRow(5_000)];
  return Promise.resolve([
    {
      name: 'view: a step of a transcript of 20,000 against one of 2,000',
      measured: many / few,
      target: 1.5,
      unit: '×',
      detail: `${us(many)} / ${us(few)}`,
    },
    {
      name: 'view: a row of a tree of 5,000 against one of 50',
      measured: large / small,
      target: 3,
      unit: '×',
      detail: `${us(large)} / ${us(small)}`,
    },
  ]);
}

const us = (milliseconds: number): string => `${(milliseconds * 1_000).toFixed(1)} µs`;

/** The median of several rounds, in milliseconds a piece; the first rounds warm up. */
function median(pieces: number, round: () => void): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    round();
    return (performance.now() - start) / pieces;
  });
  return times.slice(2).sort((a, b) => a - b)[3] ?? 0;
}

function transcriptStep(count: number): number {
  return median(count, () => {
    const transcript = createTranscript({ scenario: 'S', steps: [] }, { time });
    for (let index = 0; index < count; index += 1)
      transcript.push({
        kind: 'stepFinished',
        at: index * 1_000,
        index,
        result: { outcome: 'Failed', message: 'm'.repeat(100) },
      });
  });
}

function treeRow(count: number): number {
  const folders = Array.from({ length: count / 25 }, (_, id): Folder => ({ id, name: `Folder ${String(id)}` }));
  const made = (_: unknown, id: number): Scenario => ({
    id,
    name: `Scenario ${String((id * 7_919) % count)}`,
    definition: null,
    folder: { id: id % folders.length },
    schedule: null,
    notificationGroups: [],
  });
  const scenarios = Array.from({ length: count }, made);
  const round = (): void => {
    const tree = createScenarioTree({
      index: createScenarioIndex({ folders, scenarios }),
      runs: nothing,
      time,
      now: 0,
    });
    for (const { target } of tree.roots().flatMap((root) => tree.children(root.target))) tree.node(target);
  };
  // A small tree is made often enough to be timed.
  const times = 5_000 / count;
  return median(5_000, () => {
    for (let index = 0; index < times; index += 1) round();
  });
}
