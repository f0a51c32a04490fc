// @ts-check
// Runs the unit suite: node scripts/unit.mjs [part of a path…] [--grep TEXT]
process.argv.splice(2, 0, 'unit');
await import('./suite.mjs');
