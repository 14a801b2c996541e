/**
 * What a stage variable may be called, and what it may hold.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 */
export const STAGE_VARIABLE_NAME = /^[A-Za-z0-9_]+$/;
export const STAGE_VARIABLE_VALUE = /^[A-Za-z0-9\-._~:/?#&=,]+$/;
