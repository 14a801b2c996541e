import type { Exchange } from '../exchange';
import type { IntegrationSource } from './integration-source';
import { compileUriTemplate } from './uri-template';

const NO_PATH: ReadonlyMap<string, string> = new Map();

/** The role that an integration calls with; undefined when it calls with the API's own permission. */
export type CredentialsOf = (exchange: Exchange) => string | undefined;

/** Compiles the credentials of an integration, in which stage variables may stand. */
export function compileCredentials({ credentials }: IntegrationSource): CredentialsOf {
  if (credentials === undefined || credentials === '') return () => undefined;
  const template = compileUriTemplate(credentials);
  return ({ stageVariables }) => template.render({ stageVariables, path: NO_PATH });
}
