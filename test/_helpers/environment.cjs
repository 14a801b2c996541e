const { TestEnvironment } = require('jest-environment-node');

/** Node.js, with a way to modules that the test files of a worker share (see `host-module.cjs`). */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.requireFromHost = require;
  }
};
