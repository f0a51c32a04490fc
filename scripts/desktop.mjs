// @ts-check
// The in-editor suite in a desktop VS Code, which @vscode/test-electron downloads. VSCODE_EXECUTABLE names one that is there already.
import { runTests } from '@vscode/test-electron';
import { judge, prepareEditorSuite } from './host/editor-suite.mjs';

const suite = await prepareEditorSuite();
const executable = process.env['VSCODE_EXECUTABLE'];
const code = await runTests({
  extensionDevelopmentPath: suite.extension,
  extensionTestsPath: suite.tests,
  extensionTestsEnv: suite.env,
  launchArgs: [suite.workspace, '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
  ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
}).catch((error) => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\nWhere VS Code cannot be downloaded, npm test runs the same suite in another way.\n`,
  );
  return 1;
});
suite.dispose();
process.exit(judge(suite, code));
