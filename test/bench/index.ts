import { spawnSync } from 'node:child_process';
import { outliveReaders } from '../../scripts/cli/quiet-output.mjs';
import { activationRows } from './activation.bench';
import { hostileRows } from './hostile.bench';
import { languageRows } from './language.bench';
import { syncRows } from './sync.bench';
import { treeRows } from './tree.bench';
import { viewRows } from './view.bench';
import { isMet, type Row } from './row';

/** The benchmarks by name; `npm run bench -- tree` runs one. */
const benchmarks: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  activation: activationRows,
  language: languageRows,
  hostile: hostileRows,
  sync: syncRows,
  view: viewRows,
  tree: treeRows,
};

const write = (line: string): boolean => process.stdout.write(`${line}\n`);
const asJson = process.argv.includes('--json');

function sayRow(row: Row): void {
  const { name, measured, target, limit = 'most', unit, detail } = row;
  const ok = isMet(row);
  if (asJson) write(JSON.stringify({ name, measured, target, ok }));
  else
    write(
      `${ok ? '✓' : '✗'} ${name.padEnd(96)} ${number(measured)}${unit.padEnd(5)} ${limit === 'most' ? '≤' : '≥'} ${String(target)}${unit.padEnd(5)} ${detail}`.trimEnd(),
    );
}

const number = (value: number): string => value.toFixed(digitsOf(value)).padStart(8);

function digitsOf(value: number): number {
  if (value < 10) return 2;
  return value < 100 ? 1 : 0;
}

/** Each in a process of its own: what one leaves in memory is no other's. */
function runAlone(name: string): boolean {
  const options = process.argv.slice(2).filter((arg) => arg.startsWith('--'));
  return (
    spawnSync(process.execPath, ['--enable-source-maps', process.argv[1] ?? '', name, ...options], { stdio: 'inherit' })
      .status === 0
  );
}

async function run(name: string): Promise<boolean> {
  const rows = (await benchmarks[name]?.()) ?? [];
  rows.forEach(sayRow);
  return rows.every(isMet);
}

outliveReaders();
const asked = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const names = Object.keys(benchmarks).filter((name) => asked.length === 0 || asked.includes(name));
const [only] = names;
if (only === undefined)
  throw new Error(`There is no such benchmark. There are: ${Object.keys(benchmarks).join(', ')}.`);
const isGood = names.length === 1 ? await run(only) : names.map(runAlone).every(Boolean);
process.exitCode = isGood ? 0 : 1;
