/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  testMatch: ['**/*.test.ts'],
  randomize: true,
  maxWorkers: '100%',
  transform: {
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
  // jose is published as ECMAScript modules only
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/.cache/'],
};
