/**
 * What a stage may be called. Hyphens pass, although the refusal of the service leaves them out.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
 */
export const STAGE_NAME = /^[A-Za-z0-9_-]+$/;

/**
 * What a stage variable may be called, and what it may hold. The service takes blanks, which the
 * documentation does not name, and its refusal leaves out `~` and `#`, which that has.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 */
export const STAGE_VARIABLE_NAME = /^[A-Za-z0-9_]+$/;
export const STAGE_VARIABLE_VALUE = /^[A-Za-z0-9\-._~:/?#&=, ]+$/;

/** The characters of a value, for messages. */
export const STAGE_VARIABLE_CHARACTERS = 'letters, digits, blanks and -._~:/?#&=,';
