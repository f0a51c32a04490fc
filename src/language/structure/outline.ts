import { titleOfPiece } from '../core/step-title';
import { t } from '../../base/localize';
import { plainLine } from '../../base/plain-text';
import type { StepDefinition } from '../../registry/definition';
import { frameToFile, later, sliceToFile, type InFile, type InFrame } from '../../scenario/document/offsets';
import { findEntry, type MapEntry, type Span, type TreeNode } from '../../scenario/document/tree';
import { tokenText } from '../../scenario/tokens';
import { isNothing, textOfKey } from '../core/shapes';
import { placedSteps, type PlacedStep, type ReadScenario } from '../core/read-scenario';

/** Something of a file that has a name. */
export interface OutlineItem {
  readonly name: string;
  /** What is told beside the name: a token's value, a step's cog. */
  readonly detail: string;
  /** A step that is not understood is a `step`. */
  readonly kind: 'tokens' | 'tokenGroup' | 'token' | 'action' | 'validation' | 'step';
  readonly span: Span<InFile>;
  /** Where the name stands: within `span`. */
  readonly nameSpan: Span<InFile>;
  readonly children: readonly OutlineItem[];
}

const longestName = 300;
const longestDetail = 100;

/** The tokens of a file, nested as they are, and its steps. */
export function outlineOf(scenario: ReadScenario): readonly OutlineItem[] {
  return [...tokensOf(scenario), ...stepsOf(scenario)].sort((a, b) => a.span.start - b.span.start);
}

/** The steps of a file, in order. */
export const stepsOf = (scenario: ReadScenario): readonly OutlineItem[] =>
  [...placedSteps(scenario)].flatMap((step) => stepItem(scenario, step));

function stepItem({ knowledge }: ReadScenario, { piece, facts, base, span }: PlacedStep): readonly OutlineItem[] {
  const { node } = piece;
  if (isNothing(node)) return [];
  const { definition } = facts;
  const cog = definition && (knowledge.catalog?.cogs.get(definition.cog)?.label ?? definition.cog);
  const said = ['step', 'name', 'stepId', 'cog']
    .map((key) => textOfKey(node, key))
    .find((scalar) => scalar !== undefined);
  return [
    {
      name: plainLine(titleOfPiece(piece), longestName),
      detail: plainLine(cog ?? '', longestDetail),
      kind: kindOf(definition),
      span,
      nameSpan: said ? within(sliceToFile(said.span, base), span) : span,
      children: [],
    },
  ];
}

function kindOf(definition: StepDefinition | undefined): OutlineItem['kind'] {
  if (!definition) return 'step';
  return definition.type === 'ACTION' ? 'action' : 'validation';
}

function tokensOf(scenario: ReadScenario): readonly OutlineItem[] {
  const entry = findEntry(scenario.document.frame.tree.root, 'tokens');
  if (entry?.merged !== false || entry.value?.kind !== 'map' || entry.value.entries.length === 0) return [];
  return [{ ...tokenItem(entry, (span) => frameToFile(span, scenario.document)), name: t('Tokens'), kind: 'tokens' }];
}

function tokenItem({ key, value }: MapEntry<InFrame>, toFile: (span: Span<InFrame>) => Span<InFile>): OutlineItem {
  const nameSpan = toFile(key.span);
  const own =
    value?.kind === 'map' ? value.entries.filter((entry) => !entry.merged && isInside(entry.key.span, value.span)) : [];
  const span = { start: nameSpan.start, end: value ? later(nameSpan.end, toFile(value.span).end) : nameSpan.end };
  const name = plainLine(key.text, longestName) || t('(no name)');
  return {
    name,
    detail: detailOf(value),
    kind: own.length > 0 ? 'tokenGroup' : 'token',
    span,
    nameSpan,
    children: own.map((entry) => tokenItem(entry, toFile)),
  };
}

/** What an alias stands for has the alias's span: it is written elsewhere. */
const isInside = (inner: Span<InFrame>, outer: Span<InFrame>): boolean =>
  inner.start !== outer.start || inner.end !== outer.end;

const detailOf = (value: TreeNode | undefined): string =>
  value?.kind === 'scalar' ? plainLine(tokenText(value.value) ?? '', longestDetail) : '';

/** Editors refuse a name outside of what it names: an alias may bring one. */
function within({ start, end }: Span<InFile>, outer: Span<InFile>): Span<InFile> {
  return start >= outer.start && end <= outer.end ? { start, end } : outer;
}
