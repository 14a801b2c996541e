import { createDeployment, deleteDeployment } from '../registry/deployments';
import { invalidOperation, readPatchOperations, textOf } from '../registry/patch-operation';
import type { Registry } from '../registry/registry';
import type { DeploymentRecord } from '../registry/rest-api';
import {
  type Input,
  type OperationTable,
  optionalObject,
  optionalText,
  pageOf,
  requiredText,
} from './input';
import { canaryInput, settingsChange } from './stages';

/** Reads and makes deployments. */
export const DEPLOYMENT_OPERATIONS: OperationTable = {
  GetDeployment: (registry, input) => deploymentOutput(deploymentOf(registry, input)),
  GetDeployments: (registry, input) => {
    const { deployments } = registry.restApi(requiredText(input, 'restApiId'));
    const page = pageOf([...deployments.values()], input);
    return { ...page, items: page.items.map(deploymentOutput) };
  },
  CreateDeployment: (registry, input) => {
    const api = registry.restApi(requiredText(input, 'restApiId'));
    const canary = optionalObject(input, 'canarySettings');
    const record = createDeployment(registry, api, {
      id: registry.newIds('deployment').lowerAlphanumeric(6),
      description: optionalText(input, 'description'),
      stageName: optionalText(input, 'stageName'),
      changeStage: settingsChange(input, 'stageDescription'),
      canarySettings: canary && canaryInput(canary),
    });
    return deploymentOutput(record);
  },
  UpdateDeployment: (registry, input) => {
    const operations = readPatchOperations(input['patchOperations'], 'updateDeploymentInput');
    const deployment = deploymentOf(registry, input);
    for (const operation of operations) {
      if (operation.op !== 'replace' || operation.path !== '/description') {
        throw invalidOperation(operation);
      }
      deployment.description = textOf(operation);
    }
    return deploymentOutput(deployment);
  },
  DeleteDeployment: (registry, input) => {
    const { id } = deploymentOf(registry, input);
    deleteDeployment(registry.restApi(requiredText(input, 'restApiId')), id);
    return {};
  },
};

function deploymentOf(registry: Registry, input: Input): DeploymentRecord {
  return registry.deployment(requiredText(input, 'restApiId'), requiredText(input, 'deploymentId'));
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Deployment.html */
function deploymentOutput({ id, description, createdDate }: DeploymentRecord) {
  return { id, ...(description !== undefined && { description }), createdDate };
}
