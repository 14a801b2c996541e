#!/usr/bin/env node
import { main } from '../lib/cli/main';

const io = {
  out: (line: string) => process.stdout.write(`${line}\n`),
  err: (line: string) => process.stderr.write(`${line}\n`),
};

void main(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
