import { RequestLog } from '../../lib/gateway/execution-log';

// A line that the service wrote to CloudWatch (2019-02-26), as a test of a parser of such logs has
// it; behind the id of the request it ends after 1,024 characters.
const EVENT =
  '{"resource":"/verifyReceipt","path":"/verifyReceipt","httpMethod":"POST","headers":{' +
  '"Accept":"application/json, text/plain, */*","Content-Type":"application/json;charset=utf-8",' +
  '"Debug-Log-Enabled":"false","Host":"h733q2j6gb.execute-api.eu-west-2.amazonaws.com",' +
  '"User-Agent":"python-requests/2.20.0","X-Amzn-Trace-Id":"Self=1-5c755b5d-6cdced0b55e7998bc0251bcb;' +
  'Root=1-5c755b5d-07b29b94e632d3da19d88789;Parent=61e6466ca210cdf8;Sampled=1",' +
  '"x-correlation-id":"f82097ed-5302-4a98-8200-dad186b419be","x-correlation-span-id":"LUUMyTw58JG0vhnGfa",' +
  '"X-Forwarded-For":"18.130.162.42","X-Forwarded-Port":"443","X-Forwarded-Proto":"https"},' +
  '"multiValueHeaders":{"Accept":["application/json, text/plain, */*"],' +
  '"Content-Type":["application/json;charset=utf-8"],"Debug-Log-Enabled":["false"],' +
  '"Host":["h733q2j6gb.execute-api.eu-west-2.amazonaws.com"],"User-Agent":["python-requests/2.20.0"],' +
  '"X-Amzn-Trace-Id":["Self=1-5c755b5d-6cdced0b55e7998bc0251bcb;Root=1-5c755b5d-07b29b94e632d3da19d88789;Paren';
const REST = 't=61e6466ca210cdf8;Sampled=1"]}}';

function logOf(...lines: string[]): RequestLog {
  const log = new RequestLog();
  for (const line of lines) log.line(line);
  return log;
}

test('a line ends where the service cuts it off', () => {
  const log = logOf(`Endpoint request body after transformations: ${EVENT}${REST}`);
  expect(log.lines()).toEqual([
    `Endpoint request body after transformations: ${EVENT} [TRUNCATED]`,
  ]);
});

test('a line is given whole when it is asked for', () => {
  const line = `Endpoint request body after transformations: ${EVENT}${REST}`;
  expect(logOf(line).lines({ whole: true })).toEqual([line]);
});

test('a line that is short enough is as it is', () => {
  expect(logOf('x'.repeat(1024), 'x'.repeat(1025)).lines()).toEqual([
    'x'.repeat(1024),
    `${'x'.repeat(1024)} [TRUNCATED]`,
  ]);
});
