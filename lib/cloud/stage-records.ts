import type { GatewayAnswer, RequestTrace } from '../gateway';
import type { LiveStage } from './apigateway/registry/live-stage';

/** Lines of its access log that are kept of a stage; older ones are dropped. */
const KEPT_LINES = 1000;

/** Requests that are kept: few, so that they are gone before they are a burden to the collector. */
const KEPT_TRACES = 100;

/** What a stage has written: its access log, and the traces of the last requests. */
export class StageRecord {
  private readonly lines = new LastItems<string>(KEPT_LINES);
  private readonly kept = new LastItems<RequestTrace>(KEPT_TRACES);

  /** Lines of the access log, the oldest first. */
  public get accessLog(): readonly string[] {
    return this.lines.items();
  }

  /** Traces of the last requests, the oldest first. */
  public get traces(): readonly RequestTrace[] {
    return this.kept.items();
  }

  /** Writes down an answer. */
  public add({ trace }: GatewayAnswer, { settings }: LiveStage): void {
    this.kept.add(trace);
    if (settings.accessLogFormat === undefined) return;
    const line = trace.accessLog();
    if (line !== undefined) this.lines.add(line);
  }
}

/** What the stages of a local cloud have written. */
export class StageRecords {
  private readonly records = new WeakMap<LiveStage, StageRecord>();

  /** The record of a stage. */
  public of(stage: LiveStage): StageRecord {
    let record = this.records.get(stage);
    if (record === undefined) {
      record = new StageRecord();
      this.records.set(stage, record);
    }
    return record;
  }
}

/** The last items that were added, in a ring. */
class LastItems<T> {
  private readonly ring: T[] = [];
  private next = 0;

  public constructor(private readonly size: number) {}

  public add(item: T): void {
    this.ring[this.next] = item;
    this.next = (this.next + 1) % this.size;
  }

  public items(): readonly T[] {
    return [...this.ring.slice(this.next), ...this.ring.slice(0, this.next)];
  }
}
