// Stands where VS Code's native watchdog would: ends this process when its parent has ended.
'use strict';
exports.start = (parent) => {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
  return true;
};
