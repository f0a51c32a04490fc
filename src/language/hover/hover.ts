import { stepKeyHelp, keyHelp } from '../core/key-help';
import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import type { InFile, InFrame, InPiece, InSlice } from '../../scenario/document/offsets';
import { touches, type ScalarNode, type Span } from '../../scenario/document/tree';
import { lookupToken } from '../../scenario/tokens';
import { escapeMarkdown } from '../../base/markdown';
import { t } from '../../base/localize';
import { textOfKey } from '../core/shapes';
import { tokensOfScalar } from '../core/token-places';
import { describeDefinition, paragraphs } from '../core/describe-definition';
import { pathAt, type FramePath, type PathIn, type StepPath } from '../core/node-path';
import type { ReadScenario } from '../core/read-scenario';
import { declarationAt } from '../core/token-index';
import { describeCapture, describeGiven, describeStep } from './describe-step';
import { describeToken, describeValue } from './describe-token';

/** What is known of a place of a file. */
export interface Hover<At extends number = InFile> {
  readonly span: Span<At>;
  /** Registry's and author's words are escaped in it. */
  readonly markdown: string;
}

/** What there is to say of the place at an offset: of the token, the value, the field, the step or the key there. */
export function hoverAt(scenario: ReadScenario, offset: InFile): Hover | undefined {
  const path = pathAt(scenario, offset);
  if (path.step) return placed(path, ofToken(scenario, path, path.step.index) ?? ofStep(scenario, path));
  // Tokens in tokens are not read: values are put in once.
  const token = keysOf(path)[0] === 'tokens' ? undefined : ofToken(scenario, path);
  return placed(path, token ?? ofFrame(scenario, path, offset));
}

const placed = <At extends InPiece>({ toFile }: PathIn<At>, said: Hover<At> | undefined): Hover | undefined =>
  said && { span: toFile(said.span), markdown: said.markdown };

const hover = <At extends number>(span: Span<At> | undefined, markdown: string | undefined): Hover<At> | undefined =>
  span && markdown !== undefined && markdown !== '' ? { span, markdown } : undefined;

/** The scalar at the end of a path: a value, not a key. */
function scalarAt<At extends InPiece>({ nodes, key }: PathIn<At>): ScalarNode<At> | undefined {
  const last = nodes.at(-1)?.node;
  return !key && last?.kind === 'scalar' ? last : undefined;
}

/** The key or the value at a place. */
const wordAt = <At extends InPiece>(path: PathIn<At>): Span<At> | undefined => (path.key?.key ?? scalarAt(path))?.span;

/** The keys from the outermost to the one at the place or above the value there. */
const keysOf = <At extends InPiece>({ nodes, key }: PathIn<At>): readonly string[] => [
  ...nodes.flatMap(({ entry }) => entry?.key.text ?? []),
  ...(key ? [key.key.text] : []),
];

function ofToken<At extends InPiece>(scenario: ReadScenario, path: PathIn<At>, step?: number): Hover<At> | undefined {
  const scalar = scalarAt(path);
  const token = scalar && tokensOfScalar(scalar, path.piece.text).find(({ span }) => touches(span, path.at));
  return token && hover(token.span, describeToken(scenario, token.name, step));
}

function ofStep(scenario: ReadScenario, path: StepPath): Hover<InSlice> | undefined {
  const { step } = path;
  const keys = keysOf(path);
  const [top, field] = keys;
  if (top === 'data' && field !== undefined && keys.length === 2)
    return hover(wordAt(path), describeGiven(step, field));
  if (top === undefined || keys.length !== 1) return undefined;
  if (top === 'step' && !path.key) return ofSentence(scenario, path);
  const meaning = meaningful.has(top) ? describeStep(scenario, step) : undefined;
  return hover(wordAt(path), meaning ?? helpForKey(path));
}

/** The keys that say which step it is. */
const meaningful: ReadonlySet<string> = new Set(['step', 'cog', 'stepId']);

function helpForKey({ key, step: { facts } }: StepPath): string | undefined {
  if (!key) return undefined;
  const acts = key.key.text === 'failAfter' && facts.definition?.type === 'ACTION';
  return paragraphs(
    stepKeyHelp(key.key.text) ?? '',
    acts ? t('This step is an action. Each retry repeats its effect.') : '',
  );
}

function ofSentence(scenario: ReadScenario, path: StepPath): Hover<InSlice> | undefined {
  const { step } = path;
  const { definition, captures } = step.facts;
  const sentence = scalarAt(path);
  const capture = captures.find(({ span }) => touches(span, path.at));
  if (capture && definition) return hover(capture.span, describeCapture(definition, capture));
  return sentence && hover(sentence.span, describeStep(scenario, step));
}

function ofFrame(scenario: ReadScenario, path: FramePath, offset: InFile): Hover<InFrame> | undefined {
  const declared = path.key && keysOf(path)[0] === 'tokens' ? declarationAt(scenario, offset) : undefined;
  if (declared && path.key)
    return hover(path.key.key.span, describeValue(declared.path, lookupToken(scenario.values, declared.path)));
  return (
    ofTemplate(scenario, path) ??
    ofLinkedStep(scenario, path) ??
    (path.key && hover(path.key.key.span, keyHelp(keysOf(path))))
  );
}

function ofTemplate({ knowledge }: ReadScenario, path: FramePath): Hover<InFrame> | undefined {
  const [top, , third, ...deeper] = keysOf(path);
  const scalar = scalarAt(path);
  if (!scalar || top !== 'linkedScenarios' || third !== 'templateId' || deeper.length > 0) return undefined;
  const template = knowledge.organization?.templates?.find(({ id }) => String(id) === scalar.text);
  return template && hover(scalar.span, `**${escapeMarkdown(template.name)}** — ${t('template {0}', template.id)}`);
}

/** A step of a linked template: it names its cog and step id. */
function ofLinkedStep({ knowledge: { catalog } }: ReadScenario, path: FramePath): Hover<InFrame> | undefined {
  const [, , steps, name, ...deeper] = keysOf(path);
  const isNamed = steps === 'steps' && (name === 'cog' || name === 'stepId') && deeper.length === 0;
  const definition = isNamed && catalog ? definitionOf(path, catalog) : undefined;
  return definition && catalog && hover(wordAt(path), describeDefinition(definition, catalog));
}

function definitionOf({ nodes }: FramePath, catalog: Catalog): StepDefinition | undefined {
  const map = nodes.findLast(({ node }) => node.kind === 'map')?.node;
  const [cog, stepId] = [textOfKey(map, 'cog'), textOfKey(map, 'stepId')];
  return cog && stepId && catalog.definition(cog.text, stepId.text);
}
