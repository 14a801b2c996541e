import type { RunIntegration } from '../exchange';
import { compileAwsService } from './aws-service';
import { functionOf, parseAwsUri } from './aws-uri';
import type { IntegrationSource } from './integration-source';
import { compileLambda } from './lambda';

/** Compiles an integration of type AWS: a Lambda function, or any other service. */
export function compileAws(source: IntegrationSource): RunIntegration {
  const uri = parseAwsUri(source);
  const target = functionOf(uri);
  return target === undefined ? compileAwsService(source, uri) : compileLambda(source, uri, target);
}
