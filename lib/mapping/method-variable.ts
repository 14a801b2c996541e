import { HostObject, type VtlValue } from '../vtl';
import type { RequestParameters } from './mapping-input';
import { PARAMETER_PARTS, partMap } from './parameter-parts';

/**
 * `$method.request.path.id`, as parameter mappings spell it: no page documents it for templates, and
 * they use it all the same, those of AWS's own examples too.
 *
 * @see https://github.com/awsdocs/aws-doc-sdk-examples/blob/main/python/example_code/api-gateway/aws_service/aws_service.py
 */
export class MethodVariable extends HostObject {
  private readonly request: RequestVariable;

  public constructor(params: RequestParameters) {
    super();
    this.request = new RequestVariable(params);
  }

  public override get(property: string): VtlValue | undefined {
    return property === 'request' ? this.request : undefined;
  }

  public override call(): undefined {
    return undefined;
  }
}

class RequestVariable extends HostObject {
  public constructor(private readonly params: RequestParameters) {
    super();
  }

  public override get(property: string): VtlValue | undefined {
    const part = PARAMETER_PARTS.find((name) => name === property);
    return part && partMap(this.params, part);
  }

  public override call(): undefined {
    return undefined;
  }
}
