import type { CfnTemplate } from '../../../lib/model';
import recordedOfApis from '../../conformance/cases/rejections.api.json';
import recorded from '../../conformance/cases/rejections.json';
import { testService } from './_service';

interface Recorded {
  readonly id: string;
  readonly title: string;
  readonly template: CfnTemplate;
  readonly error: string;
}

describe('a template that API Gateway refused', () => {
  test.each(
    ([...recorded, ...recordedOfApis] as unknown as Recorded[]).map(
      (one) => [one.id, one.title, one] as const,
    ),
  )('fails with its message: %s %s', async (_id, _title, { template, error }) => {
    const { stack } = testService();
    const pattern = /^\/(.*)\/$/s.exec(error)?.[1];
    await expect(stack.deploy(template)).rejects.toMatchObject({
      message: pattern === undefined ? error : expect.stringMatching(new RegExp(pattern)),
    });
  });
});
