import { takeResponses } from './runtime/response-address';

/** Where the response of a custom resource arrives. */
export interface ResponseMailbox {
  /** What was put; undefined as long as nothing was. */
  readonly text: string | undefined;
  close(): void;
}

const open = new Map<string, (text: string) => void>();
let letThrough: (() => void) | undefined;

/** Hands over what was put to an address, by code of this process or of a thread. */
export function deliverResponse(path: string, text: string): void {
  open.get(path)?.(text);
}

/** Takes what is put to an address, until the mailbox is closed. */
export function openResponseMailbox(responseUrl: string): ResponseMailbox {
  const { pathname } = new URL(responseUrl);
  let text: string | undefined;
  open.set(pathname, (put) => {
    text = put;
  });
  letThrough ??= takeResponses(deliverResponse);
  return {
    get text() {
      return text;
    },
    close() {
      open.delete(pathname);
      if (open.size > 0) return;
      letThrough?.();
      letThrough = undefined;
    },
  };
}
