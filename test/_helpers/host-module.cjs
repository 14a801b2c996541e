/**
 * Lets Node.js itself load a module, once a worker instead of once a test file: the CDK is large, and
 * most test files need it.
 */
module.exports = {
  process: (_text, file) => ({
    code: `module.exports = globalThis.requireFromHost(${JSON.stringify(file)});`,
  }),
};
