import type { LinkedScenario, LinkedScenarios, StepConfiguration } from '../../wire/definition';
import { jsonMap } from './json-value';

const seconds = (value: number | undefined): number =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : 0;

/** A step with nothing that means nothing: no waits of 0 seconds, no empty name or data, no keys but those of a step. */
export function normalStep({ cog, stepId, name, data, waitFor, failAfter }: StepConfiguration): StepConfiguration {
  const title = name?.trim() ?? '';
  const values = jsonMap(data ?? {});
  return {
    cog: cog.trim(),
    stepId: stepId.trim(),
    ...(title === '' ? {} : { name: title }),
    ...(Object.keys(values).length === 0 ? {} : { data: values }),
    ...(seconds(waitFor) === 0 ? {} : { waitFor: seconds(waitFor) }),
    ...(seconds(failAfter) === 0 ? {} : { failAfter: seconds(failAfter) }),
  };
}

function normalLink(link: LinkedScenario | undefined): LinkedScenario | undefined {
  const { templateId, steps = [] } = link ?? {};
  if (templateId === undefined && steps.length === 0) return undefined;
  return {
    ...(templateId === undefined ? {} : { templateId }),
    ...(steps.length === 0 ? {} : { steps: steps.map(normalStep) }),
  };
}

/** The same of linked scenarios; `undefined` where none are named. */
export function normalLinks(links: LinkedScenarios | undefined): LinkedScenarios | undefined {
  const [onPass, onFail] = [normalLink(links?.onPass), normalLink(links?.onFail)];
  return onPass || onFail ? { ...(onPass ? { onPass } : {}), ...(onFail ? { onFail } : {}) } : undefined;
}
