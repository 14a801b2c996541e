// fast-check as tests import it: new inputs in every run, and in CI the same ones, so that a
// change is refused for what it does and not by chance. `npm run fuzz` looks further.
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

if (process.env.CI) fc.configureGlobal({ seed: 20261121 });

module.exports = fc;
