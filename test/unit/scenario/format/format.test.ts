import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { orderKeys } from '../../../../src/scenario/edit/order-keys';
import { applyEdits } from '../../../../src/scenario/edit/text-edit';
import { formatScenario } from '../../../../src/scenario/format/format-scenario';
import { commentsIn, scenarioText } from '../made-scenarios';
import { itOnEachCorpus } from '../../../support/corpus';
import { rounds } from '../../../support/rounds';

const folder = join('test', 'unit', 'scenario', 'format', 'fixtures');
const value = (text: string): readonly unknown[] =>
  [...parseAllDocuments(text, { merge: true, logLevel: 'silent' })].map((document): unknown => document.toJS());

function checkSame(text: string): string {
  const formatted = formatScenario(text);
  assert.ok(formatted !== undefined, `is formatted:\n${text}`);
  assert.deepEqual(value(formatted), value(text));
  assert.deepEqual(commentsIn(formatted), commentsIn(text));
  assert.equal(formatScenario(formatted), formatted, 'once is enough');
  assert.doesNotMatch(formatted, /\n\n\n/);
  return formatted;
}

describe('formatting of scenario files', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yml'))) {
    it(`lays out ${name}`, () => {
      const formatted = checkSame(readFileSync(join(folder, name), 'utf8'));
      const golden = join(folder, `${name}.golden`);
      if (process.env['UPDATE_GOLDENS'] === '1') {
        assert.ok(!process.env['CI'], 'Goldens are written by people, not by CI. Unset UPDATE_GOLDENS.');
        writeFileSync(golden, formatted);
      }
      assert.equal(formatted, readFileSync(golden, 'utf8'));
    });
  }

  it('changes no meaning, loses no comment and is done at once (random files)', () => {
    fc.assert(
      fc.property(scenarioText, (text) => void checkSame(text)),
      { numRuns: rounds(40), seed: 7 },
    );
  });

  it('keeps line endings and the byte order mark', () => {
    assert.equal(
      formatScenario('\ufeffsteps:\r\n  - step: a  \r\nscenario: x'),
      '\ufeffscenario: x\r\n\r\nsteps:\r\n- step: a\r\n',
    );
  });

  it('never puts an alias before its anchor', () => {
    const text = 'steps:\n- step: &s a\nscenario: *s\n';
    assert.equal(formatScenario(text), text);
  });

  it('leaves a file with errors alone', () => assert.equal(formatScenario('scenario: [\n'), undefined));

  it('sorts the keys of one step with their comments', () => {
    const text = 'steps:\n- data: { a: 1 } # values\n  # waits\n  failAfter: 3\n  step: x\n- data: {}\n  step: y\n';
    assert.equal(
      applyEdits(text, orderKeys(text, ['steps', 0]) ?? []),
      'steps:\n- step: x\n  # waits\n  failAfter: 3\n  data: { a: 1 } # values\n- data: {}\n  step: y\n',
    );
  });

  itOnEachCorpus('keeps the meaning of every file of a corpus', ({ scenarios }) => {
    for (const { text } of scenarios)
      if (parseAllDocuments(text).every(({ errors }) => errors.length === 0)) checkSame(text);
  });
});
