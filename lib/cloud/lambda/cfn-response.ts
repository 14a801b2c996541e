/**
 * The module that CloudFormation puts beside the code of a function that is written in a template.
 * Runtimes from Node.js 24 on have no `context.done`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html
 */
export const CFN_RESPONSE = `'use strict';
const https = require('https');

exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = (event, context, status, data, physicalResourceId, noEcho) =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({
      Status: status,
      Reason: 'See the details in CloudWatch Log Stream: ' + context.logStreamName,
      PhysicalResourceId: physicalResourceId || context.logStreamName,
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      NoEcho: noEcho || false,
      Data: data,
    });
    const { hostname, pathname, search } = new URL(event.ResponseURL);
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const options = { hostname, port: 443, path: pathname + search, method: 'PUT', headers };
    const request = https.request(options, (response) => {
      console.log('Status code: ' + response.statusCode);
      resolve(context.done?.());
    });
    request.on('error', (error) => reject(context.done?.(error) ?? error));
    request.end(body);
  });
`;

/** Whether code loads the module. */
export function loadsCfnResponse(code: string): boolean {
  return /['"`]cfn-response['"`]/.test(code);
}
