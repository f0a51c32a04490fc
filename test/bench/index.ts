import { activationRows } from './activation.bench';
import { hostileRows } from './hostile.bench';
import { languageRows } from './language.bench';
import { syncRows } from './sync.bench';
import { treeRows } from './tree.bench';
import { viewRows } from './view.bench';
import { isMet, type Row } from './row';

/** The benchmarks by name: the first argument. */
const benchmarks: Readonly<Record<string, () => Promise<readonly Row[]>>> = { activation: activationRows, language: languageRows, hostile: hostileRows, sync: syncRows, view: viewRows, tree: treeRows };

const write = (line: string): boolean => process.stdout.write(`${line}\n`);
const asJson = process.argv.includes('--json');

function sayRow(row: Row): void {
  const { name, measured, target, limit = 'most', unit, detail } = row;
  const ok = isMet(row);
  if (asJson) write(JSON.stringify({ name, measured, target, ok }));
  else write(`${ok ? '✓' : '✗'} ${name.padEnd(96)} ${number(measured)}${unit.padEnd(5)} ${limit === 'most' ? '≤' : '≥'} ${String(target)}${unit.padEnd(5)} ${detail}`.trimEnd());
}

const number = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0).padStart(8);

const name = process.argv[2] ?? '';
const benchmark = benchmarks[name];
if (!benchmark) throw new Error(`There is no benchmark ${name}. There are: ${Object.keys(benchmarks).join(', ')}.`);
const rows = await benchmark();
rows.forEach(sayRow);
process.exitCode = rows.every(isMet) ? 0 : 1;
