export {
  compileMappingTemplate,
  type MappingInput,
  type MappingOverrides,
  type MappingResult,
  type MappingTemplate,
  type RequestParameters,
} from './mapping-template';
