// @ts-check
// Bundles one mocha suite and runs it, or the files of it whose path contains an argument:
// node scripts/suite.mjs unit|contract [part of a path…] [--grep TEXT]
// What is called `*.soak.test.ts` takes long, and runs only where it is asked for, as `npm run test:soak` does.
import { spawnSync } from 'node:child_process';
import { build, buildTests, chooseTests, root } from './build.mjs';
import { ensureNode } from './host/setup.mjs';
import { mocha, reporter, soakLine } from './mocha.mjs';

const [suite = 'unit', ...args] = process.argv.slice(2);
const grepAt = args.indexOf('--grep');
const grep = grepAt < 0 ? [] : args.splice(grepAt, 2);
// Contract tests start the real sandbox and cogs, which need a Node with SQLite; unit tests need nothing.
const isUnit = suite === 'unit';
// STACK_MOXIE_BUILT: whoever runs several suites has built already.
if (!isUnit && !process.env['STACK_MOXIE_BUILT']) await build();
const node = isUnit ? process.execPath : await ensureNode((line) => process.stderr.write(`${line}\n`));
const files = chooseTests(await buildTests(/** @type {'unit' | 'contract'} */ (suite)), args);
// A soak takes as long as it takes. Elsewhere a limit is for what hangs: beside the editor suite, which goes first, a test of a second may wait twenty.
const timeout = process.env['STACK_MOXIE_SOAK'] ? '0' : '60000';
// Contract tests wait more than they work: three files at once.
const parallel = isUnit ? [] : ['--parallel', '--jobs', '3'];
const { status } = spawnSync(
  node,
  [...mocha, ...reporter('dot'), '--timeout', timeout, ...parallel, ...grep, ...files],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (args.length === 0) process.stdout.write(soakLine([suite]));
process.exitCode = status ?? 1;
