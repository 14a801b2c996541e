import type { Properties } from '../properties';
import type { RestRouteModel, ValidatorModel } from '../rest-api-model';
import type { OpenApiDocument } from './document';

const EXTENSION = 'x-amazon-apigateway-request-validator';

/**
 * Request validators of a document, and which of them an operation uses: its own, or that of the
 * document.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validator.html
 */
export class DocumentValidators {
  /** The validators that the document declares. */
  public readonly validators: ValidatorModel[];
  private readonly root: Properties;

  public constructor(document: OpenApiDocument) {
    this.root = document.root;
    this.validators = this.root.entries(`${EXTENSION}s`).map(([name, section]) => ({
      origin: document.originOf(section),
      name,
      validateBody: section.flag('validateRequestBody') ?? false,
      validateParameters: section.flag('validateRequestParameters') ?? false,
    }));
  }

  /** What the validator of an operation looks at. */
  public of(operation: Properties): RestRouteModel['validation'] {
    const name = operation.text(EXTENSION) ?? this.root.text(EXTENSION);
    if (name === undefined) return undefined;
    const validator = this.validators.find((candidate) => candidate.name === name);
    if (validator === undefined) {
      operation.unread(EXTENSION, 'names no validator of x-amazon-apigateway-request-validators');
      return undefined;
    }
    return { body: validator.validateBody, parameters: validator.validateParameters };
  }
}
