// The architecture as one table; ARCHITECTURE.md explains it and scripts/canaries.mjs proves that each rule can fail.
// `uses`: layers of ours. `npm`: packages. `node`: which of the layer's files may touch Node (none when absent).
// `files`: single files of other layers that are allowed besides.
const layers = {
  base: { uses: [], npm: [] },
  wire: { uses: [], npm: [] },
  scenario: { uses: ['base'], npm: ['yaml', 'chrono-node'] },
  registry: { uses: ['base', 'wire', 'scenario'], npm: ['ajv', '@eslint-community/regexpp'] },
  language: { uses: ['base', 'scenario', 'registry'], npm: [] },
  sync: { uses: ['base', 'wire', 'scenario', 'registry'], npm: ['diff'] },
  run: { uses: ['base', 'wire', 'scenario'], npm: [] },
  view: { uses: ['base', 'wire', 'scenario', 'registry', 'sync', 'run'], npm: [], files: ['api/http/errors.ts'] },
  api: { uses: ['base', 'wire'], npm: ['node-fetch'] },
  runner: {
    uses: ['base', 'wire', 'scenario', 'registry', 'run'],
    npm: ['@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs'],
    node: '.*',
  },
  cogs: { uses: ['base'], npm: ['@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs', 'cheerio'], node: '.*' },
  sandbox: {
    uses: ['base', 'wire', 'scenario', 'registry', 'run', 'runner'],
    npm: ['hono', '@hono/node-server', 'dns-packet'],
    node: '.*',
  },
};
const alternatives = (names) => names.join('|') || '(?!)';
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const layerRules = Object.entries(layers).flatMap(([layer, { uses, npm, node, files = [] }]) => [
  {
    name: `layer-${layer}`,
    severity: 'error',
    from: { path: `^src/${layer}/` },
    to: {
      path: '^src/',
      pathNot: [`^src/(${alternatives([layer, ...uses])})/`, ...files.map((file) => `^src/${escape(file)}$`)],
    },
  },
  {
    name: `npm-${layer}`,
    severity: 'error',
    from: { path: `^src/${layer}/` },
    to: {
      path: 'node_modules/',
      pathNot: [`node_modules/(${alternatives(npm.map(escape))})/`, 'node_modules/@types/'],
    },
  },
  {
    name: `node-${layer}`,
    severity: 'error',
    from: { path: `^src/${layer}/`, ...(node ? { pathNot: `^src/${layer}/${node}` } : {}) },
    to: { dependencyTypes: ['core'] },
  },
]);

/**
 * The rooms of folders that have some, from the lowest: a room uses those before it. Rooms in one line are strangers. `.`: the
 * files that lie in no room; where it is not named, they are above all rooms, and no room uses them.
 */
const rooms = {
  scenario: ['.', 'document', 'edit', 'format'],
  registry: ['.', 'schema'],
  sync: ['model', 'diff', 'file', 'store', 'plan', 'apply'],
  language: ['core place', 'check completion actions hover navigate structure display typing'],
  view: ['.', 'registry sync'],
  'view/sync': ['messages', 'prompts', 'plan', 'drift'],
  api: ['decode', 'http', 'resources'],
  cogs: ['kit', 'crm dns text web'],
  sandbox: ['kit', 'store', 'request', 'crm dns faults site', 'seed execution', 'routes', 'server'],
  vscode: ['.', 'session', 'account authoring documents language runs scenarios sync'],
  'vscode/sync': ['files', 'folder', 'texts', 'work', 'merge preview drift', 'commands'],
};
const inRoom = (folder, room) => (room === '.' ? `^src/${folder}/[^/]+$` : `^src/${folder}/${room}/`);
const roomRules = Object.entries(rooms).flatMap(([folder, order]) =>
  order.flatMap((strangers, level) =>
    strangers.split(' ').map((room) => ({
      name: `room-${folder.replace('/', '-')}-${room}`,
      severity: 'error',
      from: { path: inRoom(folder, room) },
      to: {
        path: `^src/${folder}/`,
        pathNot: [room, ...order.slice(0, level).flatMap((lower) => lower.split(' '))].map((used) =>
          inRoom(folder, used),
        ),
      },
    })),
  ),
);

module.exports = {
  forbidden: [
    ...layerRules,
    ...roomRules,
    {
      name: 'vscode-only-in-adapter',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/vscode/', '^src/extension\\.ts$'] },
      to: { path: '(^|node_modules/(@types/)?)vscode($|/)', pathNot: '^src/' },
    },
    {
      name: 'adapter-starts-processes',
      comment: 'The adapter starts the cogs and the sandbox as processes; it never links them.',
      severity: 'error',
      from: { path: '^src/(vscode/|extension\\.ts$)' },
      to: { path: '^src/(cogs|sandbox)/' },
    },
    { name: 'extension-is-a-leaf', severity: 'error', from: {}, to: { path: '^src/extension\\.ts$' } },
    { name: 'no-tests-in-src', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['^src/extension\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^vscode$', '^node:sqlite$', '\\.(proto|yml)$'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.d.ts'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
