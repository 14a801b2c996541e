// Compares the public API of both entries with the committed reports; with --local, renews them.
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = join(import.meta.dirname, '..');
const localBuild = process.argv.includes('--local');
const entries = { index: 'dist/lib/index.d.ts', testing: 'dist/lib/testing/index.d.ts' };
const quiet = { logLevel: 'none' };
const error = { logLevel: 'error', addToApiReportFile: false };

function configOf(name, entry) {
  return ExtractorConfig.prepare({
    configObjectFullPath: join(root, 'api-extractor.json'),
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, entry),
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            lib: ['es2023'],
            module: 'node16',
            moduleResolution: 'node16',
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          files: [join(root, entry)],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: join(root, 'api'),
        reportTempFolder: join(root, '.cache', 'api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: error },
        extractorMessageReporting: {
          default: error,
          'ae-missing-release-tag': quiet,
          'ae-unresolved-link': error,
          'ae-undocumented': error,
          'ae-forgotten-export': error,
        },
        tsdocMessageReporting: {
          default: error,
          // jsii takes examples as bare code, in which TSDoc takes braces for tags.
          'tsdoc-malformed-inline-tag': quiet,
          'tsdoc-escape-right-brace': quiet,
        },
      },
    },
  });
}

let failed = false;
for (const [name, entry] of Object.entries(entries)) {
  const result = Extractor.invoke(configOf(name, entry), {
    localBuild,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel !== 'error' && message.logLevel !== 'warning') return;
      const place = message.sourceFilePath
        ? ` (${message.sourceFilePath}:${message.sourceFileLine})`
        : '';
      console.error(`${message.messageId}: ${message.text}${place}`);
    },
  });
  if (result.apiReportChanged && !localBuild) {
    console.error(`the public API of ${name} differs from api/${name}.api.md: run \`npm run api\``);
  }
  const good = result.errorCount === 0 && (localBuild || !result.apiReportChanged);
  console.log(`api report ${name}: ${good ? 'ok' : 'failed'}`);
  failed ||= !good;
}
process.exit(failed ? 1 : 0);
