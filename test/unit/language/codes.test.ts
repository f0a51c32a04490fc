import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import manifest from '../../../package.json';
import { severities } from '../../../src/language/core/problem';

describe('the codes of problems', () => {
  const codes = Object.keys(severities);

  it('are those that the setting knows', () => {
    assert.deepEqual(
      manifest.contributes.configuration.properties['stackMoxie.diagnostics.severity'].propertyNames.enum,
      codes,
    );
  });

  it('are explained, each with its severity', () => {
    const sections = [...readFileSync('docs/diagnostics.md', 'utf8').matchAll(/^## (.+)\n\nSeverity: (\w+)/gm)].map(
      ([, code, severity]) => [code, severity],
    );
    assert.deepEqual(sections, Object.entries(severities));
  });

  it('are each found in some fixture', () => {
    const folder = 'test/unit/language/fixtures';
    const fixtures = readdirSync(folder)
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
      .join('');
    assert.deepEqual(
      codes.filter((code) => !fixtures.includes(` ${code} "`)),
      [],
    );
  });
});
