import type { ScenarioStep } from '../../scenario/model';
import type { LinkedScenario, LinkedScenarios, StepConfiguration } from '../../wire/definition';
import { sentenceOf, type Speech } from './sentence';

/** A step as a file writes it where nobody has written it yet: as a sentence, where its name means what it does. */
export function writtenStep(step: StepConfiguration, speech: Speech): ScenarioStep {
  const sentence = sentenceOf(step, speech);
  if (!sentence) return inOrder(step);
  const { waitFor, failAfter } = step;
  return inOrder({
    step: sentence.step,
    data: sentence.data,
    ...(waitFor === undefined ? {} : { waitFor }),
    ...(failAfter === undefined ? {} : { failAfter }),
  });
}

/** In the order in which files have a step's keys, without empty data. */
function inOrder({ data = {}, waitFor, failAfter, ...rest }: ScenarioStep): ScenarioStep {
  const { step, name, cog, stepId } = rest as Readonly<Record<string, unknown>>;
  const what = step === undefined ? { ...(name === undefined ? {} : { name }), cog, stepId } : { step };
  return {
    ...what,
    ...(waitFor === undefined ? {} : { waitFor }),
    ...(failAfter === undefined ? {} : { failAfter }),
    ...(Object.keys(data).length === 0 ? {} : { data }),
  } as unknown as ScenarioStep;
}

/** The same of a linked scenario and its steps. */
export function writtenLink({ templateId, steps }: LinkedScenario, speech: Speech): Readonly<Record<string, unknown>> {
  return {
    ...(templateId === undefined ? {} : { templateId }),
    ...(steps ? { steps: steps.map((step) => writtenStep(step, speech)) } : {}),
  };
}

/** The same of all linked scenarios. */
export function writtenLinks({ onPass, onFail }: LinkedScenarios, speech: Speech): Readonly<Record<string, unknown>> {
  return {
    ...(onPass ? { onPass: writtenLink(onPass, speech) } : {}),
    ...(onFail ? { onFail: writtenLink(onFail, speech) } : {}),
  };
}
