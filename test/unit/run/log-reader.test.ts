import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LogReader, stepsOfLog, type LoggedStep } from '../../../src/run/log-reader';
import type { RunLogEntry } from '../../../src/wire/records';

const navigate = (url: string): LoggedStep => ({ cog: 'sandbox/web', stepId: 'navigate', data: { url } });
const check = (text: string): LoggedStep => ({ cog: 'sandbox/web', stepId: 'check', data: { text } });
const entryOf = ({ cog, stepId, data }: LoggedStep, message = 'ok'): RunLogEntry => ({
  outcome: 'Passed',
  message,
  cog,
  stepId,
  ...(data ? { stepData: data } : {}),
});

/** The messages and steps of the entries that are told, log after log: `1:navigate`. */
function told(
  steps: readonly LoggedStep[] | undefined,
  ...logs: readonly (readonly RunLogEntry[])[]
): readonly string[] {
  const reader = new LogReader(steps);
  return logs
    .flatMap((entries) => reader.read({ id: 1, entries }, 0))
    .map(
      ({ index, result }) =>
        `${String(index)}:${result.stepId ?? ''} ${JSON.stringify(Object.values(result.stepData ?? {}))}`,
    );
}

describe('a log that tells entries again', () => {
  const steps = [navigate('/a'), check('A'), navigate('/b'), check('B')];
  const [a, b, c, d] = steps.map((step) => entryOf(step));
  assert.ok(a && b && c && d);
  const once = ['0:navigate ["/a"]', '1:check ["A"]', '2:navigate ["/b"]', '3:check ["B"]'];

  const repeats: readonly (readonly [string, readonly (readonly RunLogEntry[])[]])[] = [
    ['at its end', [[a, b, c, d, c, d]]],
    ['in its middle', [[a, b, a, b, c, d]]],
    ['each twice', [[a, a, b, b, c, c, d, d]]],
    [
      'as a whole, while it grows',
      [
        [a, b],
        [a, b, a, b],
        [a, b, a, b, c, d],
      ],
    ],
    [
      'that were read before, put between',
      [
        [a, b],
        [a, a, b, b, c],
        [a, a, b, b, c, c, d],
      ],
    ],
  ];
  for (const [where, logs] of repeats) it(`${where} is heard once`, () => assert.deepEqual(told(steps, ...logs), once));

  it('has never more entries than there are steps', () => {
    assert.equal(told([navigate('/a')], [a, entryOf(navigate('/a'), 'another message')]).length, 1);
  });

  it('keeps the entries of steps that are alike', () => {
    const twice = [navigate('/a'), navigate('/a'), check('A')];
    assert.deepEqual(told(twice, [a], [a, a], [a, a, b]), ['0:navigate ["/a"]', '1:navigate ["/a"]', '2:check ["A"]']);
  });

  it('keeps the entries of steps that came to the same by their tokens', () => {
    const tokens = [navigate('{{home}}'), navigate('/a'), check('A')];
    assert.deepEqual(told(tokens, [a, a, b]).length, 3);
  });

  it('keeps entries that do not say which step they are of', () => {
    const bare: RunLogEntry = { outcome: 'Passed', message: '' };
    assert.equal(told(steps, [bare, bare, bare, bare]).length, 4);
  });

  it('is read as it is where the steps are not known', () => {
    assert.equal(told(undefined, [a, b, a, b]).length, 4);
  });

  it('loses no entry that is told once, whatever the steps are', () => {
    const step = fc.constantFrom(navigate('/a'), navigate('/b'), navigate('{{x}}'), check('A'), check('B'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.nat(8), (made, cut) => {
        const entries = made.map((one) => entryOf(one));
        assert.equal(told(made, entries.slice(0, cut), entries).length, made.length);
      }),
    );
  });
});

describe('the steps of a log', () => {
  const definition = { steps: [navigate('/a')] };

  it('are those of the definition that the run was made from', () => {
    assert.deepEqual(stepsOfLog({ definition, updatedAt: 1 }, { createdAt: 2 }), definition.steps);
    assert.deepEqual(stepsOfLog({ definition }, {}), definition.steps);
  });

  it('are not known where the scenario was changed since, goes over into another one, or cannot be read', () => {
    assert.equal(stepsOfLog({ definition, updatedAt: 3 }, { createdAt: 2 }), undefined);
    assert.equal(
      stepsOfLog({ definition: { ...definition, linkedScenarios: { onPass: { templateId: 1 } } } }, {}),
      undefined,
    );
    assert.equal(stepsOfLog({ definition: null }, {}), undefined);
  });
});
