import type { RestApiModel, UnreadProperty } from '../../../model';
import { readApiModel } from '../../../model';
import { checkModel, type Violation } from '../../../rules';
import type { ApiPart } from './api-part';
import { apiTemplate, freezeAt, placeIn, TEMPLATE_NAME } from './api-template';
import { PART_RULES } from './part-rules';

/** What some parts of an API say together. */
export interface ReadParts {
  /** The API, with the keys of the parts as logical ids. */
  readonly model: RestApiModel;
  /** The API, frozen, with its origins in the user's template. */
  readonly located: RestApiModel;
  /** What API Gateway would refuse, with the keys of the parts as logical ids. */
  readonly violations: readonly Violation[];
  /** What the model does not hold. */
  readonly unread: readonly UnreadProperty[];
}

/**
 * Reads parts of an API with the one reader of templates there is.
 *
 * @param parts by key; the API itself must be one of them
 * @param document what `BodyS3Location` points at, parsed
 * @throws ValidationError for what no API can be, such as a path that is declared twice
 */
export function readParts(parts: ReadonlyMap<string, ApiPart>, document: unknown): ReadParts {
  const source = { name: TEMPLATE_NAME, template: apiTemplate(parts) };
  const app = readApiModel([source], { readAsset: () => document });
  const [model] = app.restApis;
  if (model === undefined) throw new Error('parts of an API must include the API itself');
  return {
    model,
    get located() {
      return freezeAt(model, placeIn(parts));
    },
    get violations() {
      return checkModel(app, undefined, PART_RULES);
    },
    unread: app.unread,
  };
}
