// @ts-check
// A script whose reader has gone, as `| head` does after its lines, ends as it would have: quietly, and with the same exit code.

/** Takes no notice where nobody reads any more. */
export function outliveReaders() {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
