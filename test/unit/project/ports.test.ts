import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a port is opened: by a server or a socket of ours, or by a server that we start. */
const opening = /\.listen\((?!\))|\.bind\(\d|\.bindAsync\(|'--port', String\(/;

function filesThatOpenPorts(): readonly string[] {
  const files = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file).replaceAll('\\', '/')),
  );
  return files.filter((file) => /\.(ts|mjs|cjs)$/.test(file) && opening.test(readFileSync(file, 'utf8')));
}

describe('ports', () => {
  it('are all in the table that says what a stranger gets there', () => {
    const [, section = ''] = readFileSync('ARCHITECTURE.md', 'utf8').split('\n## Ports\n');
    const named = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` *\|/gm)].map(([, file = '']) => file);
    assert.deepEqual(filesThatOpenPorts().toSorted(), [...new Set(named)].toSorted());
  });
});
