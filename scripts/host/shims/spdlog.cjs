// Stands where VS Code's native log writer would: the same functions on node:fs. Output channels are written through it.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const words = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(_kind, _name, file, maxSize, maxFiles) {
    this.level = 2;
    this.plain = false;
    this.file = file;
    this.maxSize = maxSize || Infinity;
    this.maxFiles = maxFiles || 1;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.open('a');
  }

  open(flags) {
    this.descriptor = fs.openSync(this.file, flags);
    this.size = fs.fstatSync(this.descriptor).size;
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {
    this.plain = false;
  }

  clearFormatters() {
    this.plain = true;
  }

  flush() {}

  drop() {
    if (this.descriptor === undefined) return;
    fs.closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  write(level, message) {
    if (level < this.level || this.descriptor === undefined) return;
    const text = this.plain
      ? String(message)
      : `${new Date().toISOString().replace('T', ' ').slice(0, 23)} [${words[level]}] ${message}\n`;
    if (this.size > 0 && this.size + text.length > this.maxSize) this.rotate();
    this.size += fs.writeSync(this.descriptor, text);
  }

  rotate() {
    const { dir, name, ext } = path.parse(this.file);
    const numbered = (index) => (index === 0 ? this.file : path.join(dir, `${name}.${index}${ext}`));
    fs.closeSync(this.descriptor);
    for (let index = this.maxFiles - 1; index > 0; index -= 1) {
      try {
        fs.renameSync(numbered(index - 1), numbered(index));
      } catch {
        // That one was never written.
      }
    }
    this.open('w');
  }
}
for (const [level, name] of levels.entries())
  Logger.prototype[name] = function log(message) {
    this.write(level, message);
  };

exports.version = 10;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.shutdown = () => undefined;
exports.Logger = Logger;
exports.createRotatingLogger = async (...args) => new Logger('rotating', ...args);
exports.createAsyncRotatingLogger = async (...args) => new Logger('rotating_async', ...args);
