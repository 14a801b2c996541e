import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type ApiModel, type CfnTemplate, readApiModel, type TemplateSource } from '../model';

/** Resources that say something about an API, or carry a reference from stack to stack. */
const RELEVANT = /^AWS::(ApiGateway|ApiGatewayV2|CloudFormation::Stack$|Lambda::Permission$)/;

/** What every CloudFormation element renders; the CDK keeps the method to itself. */
interface Renderable {
  _toCloudFormation(): object;
}

/**
 * The APIs below a construct (an app, a stage, a stack), as they stand in the construct tree.
 * To be called when the tree is complete: in a validation, or in a lazy value.
 */
export function modelOf(scope: IConstruct): ApiModel {
  const stacks = scope.node.findAll().filter(Stack.isStack);
  return readApiModel(stacks.map(sourceOf));
}

function sourceOf(stack: Stack): TemplateSource {
  const elements = stack.node
    .findAll()
    .filter((one): one is CfnElement => CfnElement.isCfnElement(one))
    .filter((one) => one.stack === stack && isRelevant(one));
  const template = merge(elements.map(render));
  const parent = stack.nestedStackParent;
  const resource = stack.nestedStackResource;
  if (!parent || !resource) {
    return { name: stack.node.path, stackName: stack.stackName, template };
  }
  const logicalId = parent.resolve((resource as CfnResource).logicalId) as string;
  return { name: stack.node.path, template, parent: { source: parent.node.path, logicalId } };
}

/** Outputs and parameters tie stacks together; of the resources only those of APIs count. */
function isRelevant(element: CfnElement): boolean {
  return !CfnResource.isCfnResource(element) || RELEVANT.test(element.cfnResourceType);
}

function render(element: CfnElement): CfnTemplate {
  const rendered = (element as unknown as Renderable)._toCloudFormation();
  const template = element.stack.resolve(rendered) as CfnTemplate;
  const path = { 'aws:cdk:path': element.node.path };
  const resources = Object.entries(template.Resources ?? {}).map(
    ([id, resource]) => [id, { ...resource, Metadata: { ...resource.Metadata, ...path } }] as const,
  );
  return { ...template, Resources: Object.fromEntries(resources) };
}

function merge(parts: readonly CfnTemplate[]): CfnTemplate {
  const sections = ['Resources', 'Outputs', 'Parameters'];
  return Object.fromEntries(
    sections.map((name) => [name, Object.assign({}, ...parts.map((part) => part[name] ?? {}))]),
  );
}
