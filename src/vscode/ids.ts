/** Every id that the manifest and the code share. A test holds `package.json` to this file, both ways. */

/** Commands of push and pull: their bundle is loaded with the first of them. */
export const syncCommands = {
  pullScenario: 'stackMoxie.pullScenario',
  pullFolder: 'stackMoxie.pullFolder',
  pullAll: 'stackMoxie.pullAll',
  pushFile: 'stackMoxie.pushFile',
  pushAll: 'stackMoxie.pushAll',
  createInCloud: 'stackMoxie.createInCloud',
  compareWithCloud: 'stackMoxie.compareWithCloud',
  compareWithBase: 'stackMoxie.compareWithBase',
  linkFile: 'stackMoxie.linkFile',
  unlinkFile: 'stackMoxie.unlinkFile',
  renameScenario: 'stackMoxie.renameScenario',
  moveToFolder: 'stackMoxie.moveToFolder',
  deleteHere: 'stackMoxie.deleteHere',
  deleteInCloud: 'stackMoxie.deleteInCloud',
  restoreBackup: 'stackMoxie.restoreBackup',
  convertEncoding: 'stackMoxie.convertEncoding',
  resolveConflict: 'stackMoxie.resolveConflict',
  showChanges: 'stackMoxie.showChanges',
  refreshChanges: 'stackMoxie.refreshChanges',
  /** What *Run Scenario* becomes for a file on a disk; no command of its own to the user. */
  runFile: 'stackMoxie.runFile',
  cancelPreview: 'stackMoxie.cancelPreview',
  applyPreview: 'stackMoxie.applyPreview',
  compareItem: 'stackMoxie.compareItem',
  mergeItem: 'stackMoxie.mergeItem',
  toggleItem: 'stackMoxie.toggleItem',
  /** What keys do in the view: ids of their own, or other menus would show the keys too. */
  renameRow: 'stackMoxie.renameRow',
  deleteRow: 'stackMoxie.deleteRow',
  chooseMerge: 'stackMoxie.chooseMerge',
  chooseMergeTheirs: 'stackMoxie.chooseMergeTheirs',
  chooseMine: 'stackMoxie.chooseMine',
  chooseTheirs: 'stackMoxie.chooseTheirs',
} as const;
export type SyncCommandId = (typeof syncCommands)[keyof typeof syncCommands];

export const commands = {
  signIn: 'stackMoxie.signIn',
  signOut: 'stackMoxie.signOut',
  trySandbox: 'stackMoxie.trySandbox',
  stopSandbox: 'stackMoxie.stopSandbox',
  switchOrganization: 'stackMoxie.switchOrganization',
  nameOrganization: 'stackMoxie.nameOrganization',
  refreshScenarios: 'stackMoxie.refreshScenarios',
  filterScenarios: 'stackMoxie.filterScenarios',
  clearFilter: 'stackMoxie.clearFilter',
  goToScenario: 'stackMoxie.goToScenario',
  openScenario: 'stackMoxie.openScenario',
  runScenario: 'stackMoxie.runScenario',
  runFolder: 'stackMoxie.runFolder',
  watchRun: 'stackMoxie.watchRun',
  stopWatching: 'stackMoxie.stopWatching',
  showRun: 'stackMoxie.showRun',
  showChannel: 'stackMoxie.showRunChannel',
  loadMoreRuns: 'stackMoxie.loadMoreRuns',
  copyLink: 'stackMoxie.copyLink',
  openInBrowser: 'stackMoxie.openInBrowser',
  copyId: 'stackMoxie.copyId',
  refreshRegistry: 'stackMoxie.refreshRegistry',
  showRegistry: 'stackMoxie.showRegistry',
  newScenario: 'stackMoxie.newScenario',
  findSimilarSteps: 'stackMoxie.findSimilarSteps',
  showLog: 'stackMoxie.showLog',
  ...syncCommands,
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const views = {
  container: 'stackMoxie',
  scenarios: 'stackMoxie.scenarios',
  preview: 'stackMoxie.preview',
} as const;

export const settings = {
  apiUrl: 'stackMoxie.apiUrl',
  webUrl: 'stackMoxie.webUrl',
  organization: 'stackMoxie.organization',
  runsConfirm: 'stackMoxie.runs.confirm',
  runsNotify: 'stackMoxie.runs.notify',
  runsReveal: 'stackMoxie.runs.reveal',
  registryFiles: 'stackMoxie.registry.files',
  diagnosticsSeverity: 'stackMoxie.diagnostics.severity',
  inlayHints: 'stackMoxie.editor.inlayHints',
  syncInterval: 'stackMoxie.sync.interval',
  pushOnSave: 'stackMoxie.sync.pushOnSave',
  protectedOrganizations: 'stackMoxie.sync.protectedOrganizations',
} as const;
export type SettingId = (typeof settings)[keyof typeof settings];

export const contexts = {
  /** `signedOut`, `noOrganization`, `loading`, `refused`, `forbidden`, `notTheApi`, `unreachable`, `sandboxStopped`, `empty`, `noMatch`, `ready`. */
  view: 'stackMoxie.view',
  filtered: 'stackMoxie.filtered',
  webUrl: 'stackMoxie.hasWebUrl',
  sandboxRunning: 'stackMoxie.sandboxRunning',
  watching: 'stackMoxie.watching',
  /** While a plan of push or pull is looked at. */
  previewing: 'stackMoxie.previewing',
} as const;
export type ContextId = (typeof contexts)[keyof typeof contexts];

/** What a tree item says it is; menus ask for these. */
export const treeItems = {
  folder: 'folder',
  scenario: 'scenario',
  run: 'run',
  runGoing: 'runGoing',
  loadMore: 'loadMore',
  planItem: 'planItem',
  planConflict: 'planConflict',
} as const;

export const authenticationProvider = 'stackmoxie';
export const documentScheme = 'stackmoxie';
/** The scheme of the one document that lists what is known of the cogs. */
export const registryScheme = 'stackmoxie-registry';
/** The scheme of runs: their transcripts as documents. */
export const runScheme = 'stackmoxie-run';
/** The scheme of what files and scenarios last agreed on. */
export const baseScheme = 'stackmoxie-base';
/** The scheme of texts that push and pull compare and merge: held in memory, seen by nobody else. */
export const syncScheme = 'stackmoxie-sync';
export const languageId = 'crank-scenario';
/** The scheme of rows in the view, known to nobody else: decorations are asked for by it, for visible rows only. */
export const rowScheme = 'stackmoxie-row';
/** The entry of `performance` that holds how long activation took. */
export const activationMeasure = 'stackMoxie.activate';
