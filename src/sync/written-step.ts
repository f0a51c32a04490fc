import type { ScenarioStep } from '../scenario/model';
import type { LinkedScenario, LinkedScenarios, StepConfiguration } from '../wire/definition';
import { sentenceOf, type Speech } from './sentence';

/** A step as a file writes it where nobody has written it yet: as a sentence, where its name means what it does. */
export function writtenStep(step: StepConfiguration, speech: Speech): ScenarioStep {
  const sentence = sentenceOf(step, speech);
  if (!sentence) return inOrder(step);
  const { waitFor, failAfter } = step;
  return inOrder({ step: sentence.step, data: sentence.data, ...(waitFor === undefined ? {} : { waitFor }), ...(failAfter === undefined ? {} : { failAfter }) });
}

/** In the order in which files have a step's keys, without empty data. */
function inOrder<T extends ScenarioStep>({ data = {}, waitFor, failAfter, ...rest }: T): ScenarioStep {
  const { step, name, cog, stepId } = rest as Readonly<Record<string, unknown>>;
  const what = step === undefined ? { ...(name === undefined ? {} : { name }), cog, stepId } : { step };
  return {
    ...what,
    ...(waitFor === undefined ? {} : { waitFor }),
    ...(failAfter === undefined ? {} : { failAfter }),
    ...(Object.keys(data).length === 0 ? {} : { data }),
  } as unknown as ScenarioStep;
}

/** The same of linked scenarios and their steps. */
export function writtenLinks({ onPass, onFail }: LinkedScenarios, speech: Speech): Readonly<Record<string, unknown>> {
  const link = ({ templateId, steps }: LinkedScenario): Readonly<Record<string, unknown>> => ({
    ...(templateId === undefined ? {} : { templateId }),
    ...(steps ? { steps: steps.map((step) => writtenStep(step, speech)) } : {}),
  });
  return { ...(onPass ? { onPass: link(onPass) } : {}), ...(onFail ? { onFail: link(onFail) } : {}) };
}
