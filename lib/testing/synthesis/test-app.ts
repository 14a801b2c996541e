import { App, type AppProps } from 'aws-cdk-lib';
import { BUNDLING_STACKS, ENABLE_ADDITIONAL_METADATA_COLLECTION } from 'aws-cdk-lib/cx-api';
import { projectContext } from './project-context';

/** Settings that no template shows. */
const WITHOUT_SLOW_PARTS = {
  [BUNDLING_STACKS]: [],
  [ENABLE_ADDITIONAL_METADATA_COLLECTION]: false,
};

/**
 * An app for tests: it behaves as under the project's own `cdk.json`, without the slow parts.
 *
 * - the feature flags and the context of the nearest `cdk.json` (and `cdk.context.json`) upwards
 *   from the current folder, as `cdk synth` applies them; a bare `new App()` has none of them
 * - no template validation at synthesis: {@link Synthesis.validate} does it when asked
 * - no bundling of Lambda code, no construct stack traces, no `tree.json`, no usage metadata
 *
 * Each of these can be set otherwise by `props`; entries of `props.context` go before the project's.
 *
 * @param props - as for `App`
 * @throws {@link ValidationError} ProjectContext - when `cdk.json` is not a JSON object
 */
export function testApp(props: AppProps = {}): App {
  return new App({
    builtinCloudFormationValidation: false,
    stackTraces: false,
    treeMetadata: false,
    ...props,
    context: { ...projectContext(process.cwd()), ...WITHOUT_SLOW_PARTS, ...props.context },
  });
}
