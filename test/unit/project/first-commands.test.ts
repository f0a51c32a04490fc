import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';

/** The packages that a script, and all scripts that it imports statically, need as soon as they are read. */
function packagesOf(script: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(script)) return [];
  seen.add(script);
  const imports = readFileSync(script, 'utf8').matchAll(
    /^(?:import|export)\b[^;]*?from '([^']+)';|^import '([^']+)';/gm,
  );
  return [...imports].flatMap(([, from, bare]) => {
    const name = from ?? bare ?? '';
    if (name.startsWith('.')) return packagesOf(join(dirname(script), name), seen);
    return isBuiltin(name) ? [] : [`${script}: ${name}`];
  });
}

describe('the commands of the README', () => {
  for (const script of ['scripts/start.mjs', 'scripts/test.mjs'])
    it(`${script} needs no package before it has installed them`, () => {
      assert.deepEqual(packagesOf(script), []);
    });
});
