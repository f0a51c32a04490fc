import { treeRows } from './tree.bench';
import { viewRows } from './view.bench';
import type { Row } from './row';

/** The benchmarks by name; `npm run bench -- tree` runs one. */
const benchmarks: Readonly<Record<string, () => Promise<readonly Row[]>>> = { view: viewRows, tree: treeRows };

const asked = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const asJson = process.argv.includes('--json');
let isGood = true;
for (const [name, rows] of Object.entries(benchmarks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const row of await rows()) {
    const ok = row.measured <= row.target;
    isGood &&= ok;
    const { name: title, measured, target, unit, detail } = row;
    if (asJson) process.stdout.write(`${JSON.stringify({ name: title, measured, target, ok })}\n`);
    else process.stdout.write(`${ok ? '✓' : '✗'} ${title}: ${measured.toFixed(1)}${unit} (target ≤ ${String(target)}${unit})${detail === '' ? '' : `  ${detail}`}\n`);
  }
}
process.exitCode = isGood ? 0 : 1;
