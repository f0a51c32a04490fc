import { frameToFile, sliceToFile, type InFile } from '../../scenario/document/offsets';
import { findEntry, touches, type Span } from '../../scenario/document/tree';
import { placesOfTokens } from './token-places';
import { declaredTokens, type DeclaredToken } from './declared-tokens';
import { producersOf, type Producer } from './producers';
import { placedSteps, type ReadScenario } from './read-scenario';

/** A token where it is used. */
export interface TokenUse {
  readonly name: string;
  /** From the first brace to behind the last. */
  readonly span: Span<InFile>;
  /** The step that uses it, from 0; absent where it stands around the steps. */
  readonly step?: number;
}

/** Every use of a token, in the order of the file; not those in `tokens` themselves, which are values. */
export function tokenUses(scenario: ReadScenario): readonly TokenUse[] {
  const uses: TokenUse[] = [];
  for (const { index, facts, base } of placedSteps(scenario))
    for (const { name, span } of facts.tokens) uses.push({ name, span: sliceToFile(span, base), step: index });
  return [...usesInFrame(scenario), ...uses].sort((a, b) => a.span.start - b.span.start);
}

/** The uses of tokens around the steps. */
export function usesInFrame(scenario: ReadScenario): readonly TokenUse[] {
  const { document } = scenario;
  const { frame } = document;
  const { root } = frame.tree;
  if (root?.kind !== 'map') return [];
  const places = root.entries
    .filter(({ key }) => key.text !== 'tokens' && key.text !== 'steps')
    .flatMap(({ value }) => placesOfTokens(value, frame.text));
  return places.map(({ name, span }) => ({ name, span: frameToFile(span, document) }));
}

/** The scenario's own tokens with their places in the file. */
export function declarationsOf({ document }: ReadScenario): readonly DeclaredToken<InFile>[] {
  return declaredTokens(findEntry(document.frame.tree.root, 'tokens')?.value).map(({ path, key }) => ({
    path,
    key: frameToFile(key, document),
  }));
}

/** What gives a token's value at a step: the last step before it that gives its record, or, where none is, the first of all. */
export function producerFor(scenario: ReadScenario, name: string, step = Infinity): Producer | undefined {
  const given = producersOf(scenario.facts).filter(({ prefix }) => name.startsWith(prefix));
  return given.findLast((producer) => producer.step < step) ?? given[0];
}

/** The declaration whose key is at an offset. */
export const declarationAt = (scenario: ReadScenario, offset: InFile): DeclaredToken<InFile> | undefined =>
  declarationsOf(scenario).find(({ key }) => touches(key, offset));
