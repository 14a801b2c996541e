import type { SchemaModel } from '../model';
import { unsupportedKeywords } from './draft4-keywords';
import { importStep } from './import-step';
import { firstProblem, type Problem, perRestApi, type Rule } from './rule';
import { isKnownText } from './text';
import { validationResult } from './validation-result';

const NAME = /^[a-zA-Z0-9]+$/;

type Check = (model: SchemaModel) => Problem | undefined;

/** A model has a name and a schema. */
export const models: Rule = {
  code: 'Model',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html',
  check: perRestApi((api) =>
    api.models.flatMap((model) => {
      const problem = firstProblem(CHECKS, model);
      if (problem === undefined) return [];
      return [{ origin: model.origin, ...problem, step: importStep.model(model) }];
    }),
  ),
};

const named: Check = ({ name }) =>
  name === ''
    ? {
        message: 'a model must have a name, got: ""; leave it out to have one made',
        refusal: 'Model name must be non-empty',
      }
    : undefined;

const alphanumeric: Check = ({ name }) =>
  !isKnownText(name) || NAME.test(name)
    ? undefined
    : {
        message: `the name of a model must be made of letters and digits, got: ${JSON.stringify(name)}; rename it`,
        refusal: `Model name must be alphanumeric: ${name}`,
      };

const withSchema: Check = ({ name, schema }) =>
  schema === undefined || schema === ''
    ? {
        message: `the model ${JSON.stringify(name)} must have a schema, got: ${JSON.stringify(schema) ?? 'none'}; write a JSON Schema, {} for any body`,
        refusal: 'Model schema must have at least 1 property or array items defined',
      }
    : undefined;

/**
 * API Gateway reads JSON Schema draft 4 and refuses every other keyword. Those of a document are
 * left out by the import.
 *
 * @see https://github.com/aws/aws-cdk/issues/14585
 */
const ofDraft4: Check = ({ name, schema, contentType, origin }) => {
  if (origin.pointer !== undefined || contentType !== 'application/json') return undefined;
  const unsupported = unsupportedKeywords(schema);
  if (unsupported === undefined) return undefined;
  const words = JSON.stringify(unsupported);
  return {
    message: `the model ${JSON.stringify(name)} must be written with the keywords of JSON Schema draft 4, got: ${words}; take them out`,
    refusal: `Invalid model specified: ${validationResult(`Invalid model schema specified. Unsupported keyword(s): ${words}`)}`,
  };
};

const CHECKS: readonly Check[] = [named, alphanumeric, withSchema, ofDraft4];
