// @ts-check
// Holds the imports of src against .dependency-cruiser.cjs. Run: node scripts/layers.mjs
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise, format } from 'dependency-cruiser';

/** Where it sees fewer, it did not read the tree: with a TypeScript that it does not know it finds no modules, and no violations. */
const leastModules = 500;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const { output } = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true, outputType: 'json' });
const result = JSON.parse(String(output));
const report = await format(result, { outputType: 'err' });
process.stdout.write(String(report.output));
const { totalCruised } = result.summary;
if (totalCruised < leastModules)
  process.stderr.write(`Only ${totalCruised} modules were seen; the tree has more than ${leastModules}.\n`);
process.exitCode = report.exitCode > 0 || totalCruised < leastModules ? 1 : 0;
