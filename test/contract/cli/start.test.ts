import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

describe('npm start on a desktop', () => {
  it('says so at once where there is no display, or no VS Code', function desktop() {
    if (process.platform !== 'linux') this.skip();
    const { DISPLAY: _, WAYLAND_DISPLAY: __, WSL_DISTRO_NAME: ___, ...env } = process.env;
    for (const [more, words] of [
      [{}, /^There is no display here for a desktop VS Code\. Leave --desktop out/],
      [{ DISPLAY: ':9', PATH: '' }, /^No desktop VS Code was found\. Install one/],
    ] as const) {
      const { status, stderr, stdout } = spawnSync(process.execPath, ['scripts/start.mjs', '--desktop'], {
        encoding: 'utf8',
        timeout: 20_000,
        env: { ...env, ...more },
      });
      assert.match(stderr, words);
      assert.deepEqual([status, stdout], [1, '']);
    }
  });
});
