import assert from 'node:assert/strict';
import { coloredParts } from '../../../src/language/display/semantic-tokens';
import { symbolsOf } from '../../../src/language/structure/file-symbols';
import { foldsOf, type Fold } from '../../../src/language/structure/folding';
import { hintsIn } from '../../../src/language/display/inlay-hints';
import { hoverAt } from '../../../src/language/hover/hover';
import type { LiveScenario } from '../../../src/language/check/live-scenario';
import { linksOf } from '../../../src/language/navigate/links';
import { pathAt, type PathIn } from '../../../src/language/core/node-path';
import { outlineOf, type OutlineItem } from '../../../src/language/structure/outline';
import type { ReadScenario } from '../../../src/language/core/read-scenario';
import { selectionsAt } from '../../../src/language/structure/selection';
import { fileStart, inFile, spanInFile, type InFile, type InPiece } from '../../../src/scenario/document/offsets';
import type { Span } from '../../../src/scenario/document/tree';

/** Something that can be asked of any file at any offset. */
export interface Feature {
  readonly name: string;
  /** @returns every span of the file that the answer names. */
  readonly run: (live: LiveScenario, scenario: ReadScenario, offset: InFile) => readonly Span<InFile>[];
}

/** Everything that the language service does: whoever adds to it adds here, and mutated files are tried on it. */
export const features: readonly Feature[] = [
  {
    name: 'nodes around an offset',
    run: (_live, scenario, offset) => {
      const path = pathAt(scenario, offset);
      return path.step ? spansOfPath(path) : spansOfPath(path);
    },
  },
  {
    name: 'hover',
    run: (_live, scenario, offset) => [hoverAt(scenario, offset)].flatMap((hover) => hover?.span ?? []),
  },
  { name: 'colours', run: (_live, scenario) => oneAfterTheOther(coloredParts(scenario).map(({ span }) => span)) },
  {
    name: 'colours of a range',
    run: (_live, scenario, offset) =>
      oneAfterTheOther(coloredParts(scenario, { start: inFile(offset / 2), end: offset }).map(({ span }) => span)),
  },
  {
    name: 'hints',
    run: (_live, scenario, offset) =>
      hintsIn(scenario, { start: fileStart, end: offset }, new Set(['cog', 'value'])).map(({ at }) => ({
        start: at,
        end: at,
      })),
  },
  { name: 'outline', run: (_live, scenario) => outlineOf(scenario).flatMap(spansOfItem) },
  {
    name: 'symbols',
    run: (_live, scenario) =>
      symbolsOf(scenario).flatMap(({ name }) => (name === '' ? [spanInFile({ start: -1, end: -1 })] : [])),
  },
  { name: 'folding', run: (_live, scenario) => linesInside(scenario, foldsOf(scenario)) },
  { name: 'selection', run: (_live, scenario, offset) => eachHoldsTheOneBefore(selectionsAt(scenario, offset)) },
  { name: 'links', run: (_live, scenario) => linksOf(scenario).map(({ span }) => span) },
  { name: 'problems', run: (live, { knowledge }) => live.problems(knowledge).map(({ span }) => span) },
];

const spansOfPath = <At extends InPiece>({ nodes, key, toFile }: PathIn<At>): readonly Span<InFile>[] =>
  [...nodes.map(({ node }) => node), ...(key ? [key.key] : [])].map(({ span }) => toFile(span));

function oneAfterTheOther(spans: readonly Span<InFile>[]): readonly Span<InFile>[] {
  for (const [index, { start, end }] of spans.entries()) {
    assert.ok(start < end, 'nothing is coloured');
    assert.ok(start >= (spans[index - 1]?.end ?? 0), 'parts overlap');
  }
  return spans;
}

function eachHoldsTheOneBefore(spans: readonly Span<InFile>[]): readonly Span<InFile>[] {
  for (const [index, { start, end }] of spans.entries()) {
    const inner = spans[index - 1];
    assert.ok(!inner || (start <= inner.start && end >= inner.end), 'a selection leaves the one before');
  }
  return spans;
}

/** Editors refuse an item whose name is not within it. */
function spansOfItem({ span, nameSpan, name, children }: OutlineItem): readonly Span<InFile>[] {
  assert.notEqual(name, '');
  assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end, 'a name is outside of what it names');
  return [span, nameSpan, ...children.flatMap(spansOfItem)];
}

/** Folds name lines, not spans. */
function linesInside({ document }: ReadScenario, folds: readonly Fold[]): readonly Span<InFile>[] {
  const lines = document.text.split(/\r\n|\r|\n/).length;
  for (const { first, last } of folds)
    assert.ok(first < last && last < lines, `lines ${String(first)} to ${String(last)} of ${String(lines)}`);
  return [];
}
