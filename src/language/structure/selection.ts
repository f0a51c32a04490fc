import { touches, type Span } from '../../scenario/document/tree';
import { tokensOfScalar } from '../core/token-places';
import { pathAt, type NodePath } from '../core/node-path';
import { placedSteps, type ReadScenario } from '../core/read-scenario';

/** What *Expand Selection* selects from an offset, one step after the other: each span holds the one before. */
export function selectionsAt(scenario: ReadScenario, offset: number): readonly Span[] {
  const path = pathAt(scenario, offset);
  const { text } = scenario.document;
  const spans = [
    wordAt(text, offset),
    ...partsOfValue(scenario, path),
    ...nodesOf(path),
    ...stepsOf(scenario, path),
    { start: 0, end: text.length },
  ];
  return growing(spans, offset);
}

function wordAt(text: string, offset: number): Span {
  const isWord = (at: number): boolean => /[\p{L}\p{N}\p{M}_-]/u.test(text.charAt(at));
  let [start, end] = [offset, offset];
  while (start > 0 && isWord(start - 1)) start--;
  while (end < text.length && isWord(end)) end++;
  return { start, end };
}

/** The name of a token, the token, the values around it, and a text without its quotes. */
function partsOfValue({ document }: ReadScenario, { nodes, key, piece, at, step, toFile }: NodePath): readonly Span[] {
  const scalar = key ? undefined : nodes.at(-1)?.node;
  if (scalar?.kind !== 'scalar') return [];
  const tokens = tokensOfScalar(scalar, piece.text).flatMap(({ span }) => [
    { start: span.start + 2, end: span.end - 2 },
    span,
  ]);
  const captures =
    step?.facts.captures.map(({ span }) => span).sort((a, b) => a.end - a.start - (b.end - b.start)) ?? [];
  const { start, end } = scalar.span;
  const isQuoted = scalar.style === 'single' || scalar.style === 'double';
  const content = isQuoted && end - start > 1 ? [{ start: start + 1, end: end - 1 }] : [];
  return [...tokens, ...captures, ...content]
    .filter((span) => touches(span, at))
    .map(toFile)
    .filter((span) => span.end <= document.length);
}

/** Each value with the key that it belongs to, from inside to outside. */
function nodesOf({ nodes, key, toFile }: NodePath): readonly Span[] {
  const inKey = key ? [key.key.span, { start: key.key.span.start, end: key.value?.span.end ?? key.key.span.end }] : [];
  const around = nodes
    .toReversed()
    .flatMap(({ node, entry }) =>
      entry ? [node.span, { start: entry.key.span.start, end: node.span.end }] : [node.span],
    );
  return [...inKey, ...around].map(toFile);
}

/** A step with its dash, and all steps. */
function stepsOf(scenario: ReadScenario, { step }: NodePath): readonly Span[] {
  if (!step) return [];
  const { text } = scenario.document;
  const all = [...placedSteps(scenario)];
  const [first, last] = [all[0], all.at(-1)];
  return first && last
    ? [withDash(text, step.span), withDash(text, { start: first.span.start, end: last.span.end })]
    : [];
}

function withDash(text: string, { start, end }: Span): Span {
  const before = /-\s+$/.exec(text.slice(Math.max(0, start - 200), start))?.[0];
  return { start: start - (before?.length ?? 0), end };
}

/** Only spans that hold the offset and all before them; the same one is not said twice. */
function growing(spans: readonly Span[], offset: number): readonly Span[] {
  const kept: Span[] = [];
  let inner: Span = { start: offset, end: offset };
  for (const span of spans) {
    const isLarger =
      span.start <= inner.start && span.end >= inner.end && span.end - span.start > inner.end - inner.start;
    if (!isLarger) continue;
    kept.push(span);
    inner = span;
  }
  return kept;
}
