import { ValidationError } from '../../errors';

/** What CloudFormation refuses in a template, in a parameter or in a reference to another stack. */
export type TemplateErrorCode =
  | 'TemplateFormat'
  | 'TemplateReference'
  | 'TemplateCycle'
  | 'TemplateFunction'
  | 'TemplateParameter'
  | 'TemplateRule'
  | 'TemplateTransform'
  | 'ResourceAttribute'
  | 'StackEnvironment'
  | 'StackExport'
  | 'StackImport'
  | 'StackOperation'
  | 'StackOrder'
  | 'StackState';

/**
 * An error of a template, in the words of CloudFormation where they are known.
 *
 * @param path the template's name, then the path in it: `Shop/Resources/Fn/Properties/Role`
 */
export function templateError(
  code: TemplateErrorCode,
  message: string,
  path: string,
  options?: ErrorOptions,
): ValidationError {
  return new ValidationError(code, message, path, options);
}

/** The message of anything that was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
