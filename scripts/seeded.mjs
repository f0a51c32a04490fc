// @ts-check
// Loaded before the tests: made cases are the same each time, so that a test that fails once fails again. STACK_MOXIE_SEED tries others.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['STACK_MOXIE_SEED'] ?? 1) });
