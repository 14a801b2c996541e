const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take long, which would keep one worker waiting for the other if they came last. */
const FIRST = ['test/package.test.ts', 'test/testing/matchers/runners.test.ts'];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => FIRST.findIndex((file) => path.endsWith(file)) >>> 0;
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
