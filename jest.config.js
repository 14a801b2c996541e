/** Modules that Node.js loads once a worker; most files need the CDK. */
const SHARED = 'ajv|ajv-draft-04|ajv-formats|aws-cdk-lib|cdk-nag|constructs|jsonwebtoken|re2js';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/_helpers/environment.cjs',
  testSequencer: '<rootDir>/test/_helpers/sequencer.cjs',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  testMatch: ['**/*.test.ts'],
  randomize: true,
  maxWorkers: '100%',
  transform: {
    [`/node_modules/(${SHARED})/`]: '<rootDir>/test/_helpers/host-module.cjs',
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^cdk-gatehouse$': '<rootDir>/lib/index.ts',
    '^fast-check$': '<rootDir>/test/_helpers/fast-check.cjs',
    '^cdk-gatehouse/testing$': '<rootDir>/lib/testing/index.ts',
  },
  transformIgnorePatterns: [`/node_modules/(?!(${SHARED})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/.cache/'],
};
