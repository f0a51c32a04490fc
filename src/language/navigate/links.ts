import type { Piece } from '../../scenario/document/document';
import { frameToFile, sliceToFile, type InFile, type InFrame, type InSlice } from '../../scenario/document/offsets';
import { findEntry, type ScalarNode, type Span, type TreeNode } from '../../scenario/document/tree';
import { findTokens, type TokenLookup } from '../../scenario/tokens';
import { readNodeText } from '../core/node-text';
import { textOfKey } from '../core/shapes';
import { placedSteps, type ReadScenario } from '../core/read-scenario';

/** What a place of a file leads to. */
export interface Link<At extends number = InFile> {
  readonly span: Span<At>;
  /** An address of the web; or the number of a template of the organization. */
  readonly target:
    | { readonly kind: 'web' | 'cog'; readonly url: string }
    | { readonly kind: 'template'; readonly id: number; readonly name: string };
}

/** The links of a file: addresses in its values, the pages of its cogs, its linked templates. */
export function linksOf(scenario: ReadScenario): readonly Link[] {
  const { document, lookup } = scenario;
  const { frame, isSliced } = document;
  const around = [...linksIn(frame.tree.root, frame, lookup), ...templateLinks(scenario)].map(
    ({ span, ...link }): Link => ({ span: frameToFile(span, document), ...link }),
  );
  const steps = [...placedSteps(scenario)].flatMap(({ piece, base }) => {
    const inside = isSliced ? linksIn(piece.node, piece, lookup) : [];
    return [...inside, ...cogLinks(scenario, piece.node)].map(({ span, ...link }): Link => ({
      span: sliceToFile(span, base),
      ...link,
    }));
  });
  return [...around, ...steps].sort((a, b) => a.span.start - b.span.start);
}

/** Up to a quotation mark, a space or a bracket that no address holds; tokens whose values are not known are parts of it. */
const address = /https?:\/\/(?:\{\{[^{}\r\n]*\}\}|[^\s"'<>{}|\\^`])+/gi;

function linksIn<At extends number>(
  node: TreeNode<At> | undefined,
  piece: Piece<At>,
  lookup: TokenLookup,
): readonly Link<At>[] {
  if (!node) return [];
  if (node.kind === 'scalar') return linksOfScalar(node, piece, lookup);
  // What stands elsewhere, under an anchor, is a link there.
  const parts =
    node.kind === 'list'
      ? node.items.filter((item) => item?.span !== node.span)
      : node.entries.filter(({ key, merged }) => !merged && key.span !== node.span).map(({ value }) => value);
  return parts.flatMap((part) => linksIn(part, piece, lookup));
}

function linksOfScalar<At extends number>(
  node: ScalarNode<At>,
  piece: Piece<At>,
  lookup: TokenLookup,
): readonly Link<At>[] {
  if (typeof node.value !== 'string' || !(node.text.includes('://') || node.text.includes('{{'))) return [];
  const sentence = readNodeText(node, piece.text, lookup);
  return [...sentence.substitution.text.matchAll(address)].flatMap(({ 0: found, index }): readonly Link<At>[] => {
    const url = withoutPunctuation(found);
    // An address whose parts are not known leads nowhere yet.
    if (findTokens(url).length > 0 || !/^https?:\/\/[^/?#]/i.test(url)) return [];
    return [{ span: sentence.toPiece(index, index + url.length), target: { kind: 'web', url } }];
  });
}

const openingOf: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** A sentence's own punctuation is no part of the address; a bracket is, where its other half is. */
function withoutPunctuation(url: string): string {
  const counts = new Map<string, number>();
  for (const bracket of url.match(/[()[\]]/g) ?? []) counts.set(bracket, (counts.get(bracket) ?? 0) + 1);
  const countOf = (bracket: string): number => counts.get(bracket) ?? 0;
  let end = url.length;
  for (;;) {
    const last = url.charAt(end - 1);
    const opening = openingOf[last];
    const isAlone = opening !== undefined && countOf(last) > countOf(opening);
    if (!isAlone && !'.,;:!?…'.includes(last)) return url.slice(0, end);
    counts.set(last, countOf(last) - 1);
    end -= 1;
  }
}

function cogLinks({ knowledge }: ReadScenario, node: TreeNode<InSlice> | undefined): readonly Link<InSlice>[] {
  const name = textOfKey(node, 'cog');
  const url = name && knowledge.catalog?.cogs.get(name.text.trim())?.homepage.trim();
  return name && url && /^https?:\/\/[^/?#\s][^\s]*$/i.test(url)
    ? [{ span: name.span, target: { kind: 'cog', url } }]
    : [];
}

function templateLinks({ document, knowledge }: ReadScenario): readonly Link<InFrame>[] {
  const linked = findEntry(document.frame.tree.root, 'linkedScenarios')?.value;
  return ['onPass', 'onFail'].flatMap((when): readonly Link<InFrame>[] => {
    const id = textOfKey(findEntry(linked, when)?.value, 'templateId');
    const template = id && knowledge.organization?.templates?.find((known) => String(known.id) === id.text);
    return template ? [{ span: id.span, target: { kind: 'template', ...template } }] : [];
  });
}
