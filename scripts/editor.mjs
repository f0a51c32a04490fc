// @ts-check
// The in-editor suite, or the files of it whose path contains an argument: mocha in the extension host of the VS Code that the set-up brings.
import { join } from 'node:path';
import { root } from './build.mjs';
import { home, judge, prepareEditorSuite } from './host/editor-suite.mjs';
import { runInServer } from './host/run-in-server.mjs';
import { keepLogs } from './host/server.mjs';
import { soakLine } from './mocha.mjs';

const suite = await prepareEditorSuite(process.argv.slice(2));
const dir = join(home, 'editor');
const code = await runInServer({
  ...suite,
  env: { ...suite.env, TEST_LOGS: join(dir, 'server', 'data', 'logs') },
  dir,
  picture: join(root, '.failures', 'editor', 'window.png'),
});
suite.dispose();
const status = judge(suite, code);
if (status !== 0) keepLogs(dir, join(root, '.failures', 'editor'));
if (process.argv.length === 2) process.stdout.write(soakLine(['editor']));
process.exit(status);
