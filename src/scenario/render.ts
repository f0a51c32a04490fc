import { Document, isMap, isScalar, Scalar, visit } from 'yaml';
import { frameKeys } from './keys';
import { isTextStep, type ScenarioModel, type ScenarioStep } from './model';

/** What a scenario document holds besides the model, by the keys of the file. */
export interface RenderExtras {
  readonly linkedScenarios?: unknown;
  readonly stackmoxie?: Readonly<Record<string, unknown>>;
}

function renderStep(step: ScenarioStep): Readonly<Record<string, unknown>> {
  const { waitFor, failAfter, data } = step;
  const what = isTextStep(step)
    ? { step: step.step }
    : { ...(step.name === undefined ? {} : { name: step.name }), cog: step.cog, stepId: step.stepId };
  return {
    ...what,
    // The service stores 0 for "not at all"; a reader is not helped by it.
    ...(waitFor ? { waitFor } : {}),
    ...(failAfter ? { failAfter } : {}),
    ...(data && Object.keys(data).length > 0 ? { data } : {}),
  };
}

/** A blank line stands before every list or map at the top level, so that the file's parts are seen. */
function spaceOut(document: Document): void {
  if (!isMap(document.contents)) return;
  for (const { key, value } of document.contents.items.slice(1))
    if (isScalar(key) && !isScalar(value)) key.spaceBefore = true;
}

/** Renders a scenario as the text of a scenario file: canonical key order, line breaks in texts kept. */
export function renderScenario(scenario: ScenarioModel, extras: RenderExtras = {}): string {
  const content: Record<string, unknown> = {
    scenario: scenario.scenario,
    description: scenario.description,
    tokens: scenario.tokens && Object.keys(scenario.tokens).length > 0 ? scenario.tokens : undefined,
    steps: scenario.steps.map(renderStep),
    ...extras,
  };
  const document = new Document(
    Object.fromEntries(frameKeys.flatMap((key) => (content[key] === undefined ? [] : [[key, content[key]]]))),
  );
  spaceOut(document);
  visit(document, {
    Scalar: (role, node) => {
      if (typeof node.value !== 'string') return;
      // Bare, this key would merge its value into the map around it.
      if (node.value === '<<') node.type = Scalar.QUOTE_DOUBLE;
      // As a block, the spaces of a text of nothing but blank lines would be taken for its indentation.
      else if (role !== 'key' && node.value.includes('\n'))
        node.type = node.value.trim() === '' ? Scalar.QUOTE_DOUBLE : Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ lineWidth: 0, indentSeq: false });
}
